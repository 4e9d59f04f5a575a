package dev.keyfob.web.pages;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.ExpiryPolicy;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.WebUseCases;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.problem.Problem;
import dev.keyfob.web.signin.Visit;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The page of a person's own access tokens: make one, see its secret once, see them all, delete one. */
public final class AccessTokenPages {

    public static final String PATH = "/settings/access-token";

    private static final Set<Reason> ABOUT_EXPIRY =
            EnumSet.of(Reason.EXPIRY_UNREADABLE, Reason.EXPIRY_PAST, Reason.EXPIRY_TOO_FAR, Reason.EXPIRY_REQUIRED);
    private static final int ROWS = 25;

    private final WebConfig config;
    private final WebUseCases useCases;
    private final Templates templates;

    public AccessTokenPages(WebConfig config, WebUseCases useCases, Templates templates) {
        this.config = config;
        this.useCases = useCases;
        this.templates = templates;
    }

    public void show(Context ctx, Visit visit) {
        String nonce = param(ctx.queryParam("generated"));
        Optional<CreatedToken> generated = nonce.isEmpty()
                ? Optional.empty()
                : useCases.generateToken().take(visit.person(), visit.secret(), nonce);
        String notice = "";
        if (!nonce.isEmpty() && generated.isEmpty()) {
            notice = "The token was generated, and its secret was shown once. It cannot be shown again.";
        } else if (ctx.queryParam("deleted") != null) {
            notice = "The token was deleted. Nothing can use it any more.";
        }
        show(ctx, visit, emptyForm(), generated.map(GeneratedPanel::of), notice);
    }

    public void generate(Context ctx, Visit visit) {
        String typed = param(ctx.formParam("name"));
        String choice = param(ctx.formParam("expires"));
        String date = param(ctx.formParam("date"));
        String nonce = param(ctx.formParam("nonce"));
        try {
            NewToken wanted = new NewToken(
                    visit.person().user().email(),
                    TokenName.parse(typed),
                    ExpiryChoice.parse(choice, date, param(ctx.formParam("zone"))),
                    Narrowing.none());
            useCases.generateToken().generate(visit.person(), visit.secret(), nonce, wanted);
            ctx.redirect(PATH + "?generated=" + URLEncoder.encode(nonce, StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            boolean aboutExpiry = ABOUT_EXPIRY.contains(refusal.reason());
            ctx.status(Problem.of(refusal).status());
            show(
                    ctx,
                    visit,
                    form(
                            typed,
                            aboutExpiry ? "" : refusal.explanation(),
                            choice,
                            date,
                            aboutExpiry ? refusal.explanation() : ""),
                    Optional.empty(),
                    "");
        }
    }

    public void showOne(Context ctx, Visit visit) {
        AccessToken token = own(ctx, visit);
        templates.show(
                ctx,
                "token.jte",
                TokenPage.of(
                        Chrome.of(visit, "tokens"),
                        token,
                        useCases.showToken().usesOf(visit.person(), token.id()),
                        config.rules().ceiling(),
                        now()));
    }

    public void askToDelete(Context ctx, Visit visit) {
        AccessToken token = own(ctx, visit);
        templates.show(ctx, "deleteToken.jte", new DeletePage(Chrome.of(visit, "tokens"), TokenRow.of(token, now())));
    }

    public void delete(Context ctx, Visit visit) {
        AccessToken token = own(ctx, visit);
        useCases.revokeToken().revoke(visit.person(), token.id());
        ctx.redirect(PATH + "?deleted", HttpStatus.SEE_OTHER);
    }

    /** What is asked before a token is deleted. */
    public record DeletePage(Chrome chrome, TokenRow token) {}

    // This page is about one's own tokens, for administrators too: another's is not found here.
    private AccessToken own(Context ctx, Visit visit) {
        AccessToken token = useCases.showToken().show(visit.person(), TokenId.parse(ctx.pathParam("id")));
        if (!token.owner().equals(visit.person().user().id())) {
            throw new Refusal(Reason.TOKEN_NOT_FOUND, "There is no such token.");
        }
        return token;
    }

    private void show(
            Context ctx, Visit visit, TokensPage.Form form, Optional<GeneratedPanel> generated, String notice) {
        Instant now = now();
        String state = param(ctx.queryParam("state"));
        String search = param(ctx.queryParam("search")).strip();
        Optional<Cursor> after = Optional.ofNullable(ctx.queryParam("after")).map(Cursor::parse);
        TokenFilter filter =
                TokenFilter.ownedBy(visit.person().user().id()).and(TokenFilter.inState(statesOf(state), now));
        if (!search.isEmpty()) {
            filter = filter.and(TokenFilter.nameLike(search));
        }
        Page<AccessToken> page = useCases.listTokens()
                .list(visit.person(), filter, TokenOrder.NEWEST_FIRST, PageRequest.of(ROWS, after));
        templates.show(
                ctx,
                "accessTokens.jte",
                new TokensPage(
                        Chrome.of(visit, "tokens"),
                        form,
                        generated,
                        notice,
                        page.items().stream()
                                .map(token -> TokenRow.of(token, now))
                                .toList(),
                        useCases.listTokens().count(visit.person(), filter),
                        new TokensPage.Filter(state, search, after.isEmpty()),
                        page.next()
                                .map(next -> PATH + "?state=" + encoded(state) + "&search=" + encoded(search)
                                        + "&after=" + next.text())));
    }

    // Without a filter: what a person still has to think about.
    private static Set<TokenState> statesOf(String filter) {
        return switch (filter) {
            case "active" -> EnumSet.of(TokenState.ACTIVE);
            case "expired" -> EnumSet.of(TokenState.EXPIRED);
            case "revoked" -> EnumSet.of(TokenState.REVOKED);
            case "all" -> EnumSet.allOf(TokenState.class);
            default -> EnumSet.of(TokenState.ACTIVE, TokenState.EXPIRED);
        };
    }

    private TokensPage.Form emptyForm() {
        return form("", "", "", "", "");
    }

    private TokensPage.Form form(String name, String nameError, String choice, String date, String expiryError) {
        ExpiryPolicy policy = config.rules().expiry();
        Instant now = now();
        return new TokensPage.Form(
                // As hard to guess as a session, so that nobody can claim another's form.
                SessionSecret.generate(config.random()).reveal(),
                name,
                nameError,
                ExpiryChoice.offered(policy, now, choice),
                date,
                now.atZone(ZoneOffset.UTC).toLocalDate().toString(),
                ExpiryChoice.lastDay(policy, now).toString(),
                expiryError);
    }

    private Instant now() {
        return config.clock().instant();
    }

    private static String param(String value) {
        return value == null ? "" : value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
