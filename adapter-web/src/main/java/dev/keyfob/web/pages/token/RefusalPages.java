package dev.keyfob.web.pages.token;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Shows why one of the user's own tokens was refused recently. The user selects the token from a list and never pastes
 * a secret.
 */
public final class RefusalPages {

    private final Site site;
    private final ListTokens listTokens;
    private final ShowToken showToken;
    private final Templates templates;

    public RefusalPages(Site site, ListTokens listTokens, ShowToken showToken, Templates templates) {
        this.site = site;
        this.listTokens = listTokens;
        this.showToken = showToken;
        this.templates = templates;
    }

    /** What the page shows. {@code offered} are the newest tokens; {@code chosen} may be older. */
    public record View(
            PageFrame chrome,
            List<TokenRow> offered,
            boolean areMore,
            Optional<TokenRow> chosen,
            List<RefusalRow> refusals) {

        public boolean isChosen(TokenRow token) {
            return chosen.filter(token::equals).isPresent();
        }
    }

    public void show(Context ctx, SignedInSession session) {
        Instant now = site.clock().instant();
        var page = listTokens.list(
                session.person(),
                TokenFilter.ownedBy(session.person().user().id()),
                TokenOrder.NEWEST_FIRST,
                PageRequest.of(PageRequest.LARGEST, Optional.empty()));
        List<AccessToken> tokens = page.items();
        Optional<AccessToken> chosen = Optional.ofNullable(ctx.queryParam("token"))
                .filter(id -> !id.isEmpty())
                .map(id -> showToken.showOwn(session.person(), TokenId.parse(id)))
                .or(() -> tokens.size() == 1 ? Optional.of(tokens.get(0)) : Optional.empty());
        templates.show(
                ctx,
                "ownRefusals.jte",
                new View(
                        PageFrame.ofSettings(session, Sections.OWN_TOKENS),
                        tokens.stream()
                                .map(token -> TokenRow.of(token, now, session))
                                .toList(),
                        page.next().isPresent(),
                        chosen.map(token -> TokenRow.of(token, now, session)),
                        chosen
                                .map(token -> showToken.refusalsOf(session.person(), token.id()))
                                .orElse(List.of())
                                .stream()
                                .map(refused -> RefusalRow.of(refused, now))
                                .toList()));
    }
}
