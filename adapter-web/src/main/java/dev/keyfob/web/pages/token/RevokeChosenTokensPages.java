package dev.keyfob.web.pages.token;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.ListAddress;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Query;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;

/**
 * Deletes the tokens selected in a list: lists them on a confirmation page, then revokes all of them or none. The same
 * pages serve the settings, for a person's own tokens, and the administration, for all tokens.
 */
public final class RevokeChosenTokensPages {

    private static final String TOKEN = "token";

    private final Site site;
    private final ShowToken showToken;
    private final RevokeToken revokeToken;
    private final ShowUser showUser;
    private final Templates templates;
    private final boolean isEveryones;

    private RevokeChosenTokensPages(
            Site site,
            ShowToken showToken,
            RevokeToken revokeToken,
            ShowUser showUser,
            Templates templates,
            boolean isEveryones) {
        this.site = site;
        this.showToken = showToken;
        this.revokeToken = revokeToken;
        this.showUser = showUser;
        this.templates = templates;
        this.isEveryones = isEveryones;
    }

    public static RevokeChosenTokensPages ofOwner(
            Site site, ShowToken showToken, RevokeToken revokeToken, ShowUser showUser, Templates templates) {
        return new RevokeChosenTokensPages(site, showToken, revokeToken, showUser, templates, false);
    }

    public static RevokeChosenTokensPages ofAdministrator(
            Site site, ShowToken showToken, RevokeToken revokeToken, ShowUser showUser, Templates templates) {
        return new RevokeChosenTokensPages(site, showToken, revokeToken, showUser, templates, true);
    }

    /**
     * The confirmation page. It omits tokens that are already revoked.
     *
     * @param back the page of the list from which they were selected
     * @param action the address to which the form is sent
     */
    public record Question(
            PageFrame chrome, List<Item> tokens, String back, String action, String typed, WrongField wrong) {}

    public record Item(TokenRow token, String owner) {}

    public void ask(Context ctx, SignedInSession session) {
        ask(ctx, session, chosen(ctx.queryParams(TOKEN), session), "", WrongField.none());
    }

    private void ask(Context ctx, SignedInSession session, List<AccessToken> chosen, String typed, WrongField wrong) {
        templates.show(
                ctx,
                "deleteTokens.jte",
                new Question(
                        isEveryones
                                ? PageFrame.ofAdministration(session, path())
                                : PageFrame.ofSettings(session, path()),
                        chosen.stream()
                                .filter(token -> !token.isRevoked())
                                .map(token -> new Item(
                                        TokenRow.of(token, site.clock().instant(), session),
                                        isEveryones ? owner(session, token) : ""))
                                .toList(),
                        list(ctx).under(path()),
                        list(ctx).under(path() + "/delete"),
                        typed,
                        wrong));
    }

    /** Returns the address of the confirmation page for the tokens in this form. */
    public String question(Context ctx) {
        return Query.with(list(ctx).under(path() + "/delete"), TOKEN, ctx.formParams(TOKEN));
    }

    /** Deletes the selected tokens. The user must type their number, because it is easy to select one too many. */
    public void delete(Context ctx, SignedInSession session) {
        List<AccessToken> chosen = chosen(ctx.formParams(TOKEN), session);
        String typed = FormFields.stripped(ctx, TokenFieldNames.CONFIRM);
        if (!typed.equals(String.valueOf(chosen.size()))) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            ask(
                    ctx,
                    session,
                    chosen,
                    typed,
                    new WrongField(
                            TokenFieldNames.CONFIRM, "Type how many tokens are deleted: " + chosen.size() + "."));
            return;
        }
        int deleted = revokeToken.revokeChosen(
                session.person(), chosen.stream().map(AccessToken::id).toList());
        ctx.redirect(list(ctx).with("deleted", String.valueOf(deleted)), HttpStatus.SEE_OTHER);
    }

    // In the settings, administrators too can delete only their own tokens.
    private List<AccessToken> chosen(List<String> ids, SignedInSession session) {
        if (isEveryones) {
            session.person().require(Permission.TOKEN_MANAGE);
        }
        if (ids.isEmpty()) {
            throw new Refusal(Reason.QUERY_UNREADABLE, "No token is selected. Go back and select at least one.");
        }
        if (ids.size() > PageRequest.LARGEST) {
            throw new Refusal(
                    Reason.QUERY_UNREADABLE, "At most " + PageRequest.LARGEST + " tokens can be selected at a time.");
        }
        return ids.stream()
                .distinct()
                .map(TokenId::parse)
                .map(id -> isEveryones ? showToken.show(session.person(), id) : showToken.showOwn(session.person(), id))
                .toList();
    }

    private String owner(SignedInSession session, AccessToken token) {
        return showUser.show(session.person(), token.owner()).email().value();
    }

    private ListAddress list(Context ctx) {
        return TokenListPageParameters.of(ctx, path()).address();
    }

    private String path() {
        return isEveryones ? Sections.ALL_TOKENS : Sections.OWN_TOKENS;
    }
}
