package dev.keyfob.web.pages.token;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.FindTokens;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.ResumeToken;
import dev.keyfob.application.user.ListUsers;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.pages.ListAddress;
import dev.keyfob.web.pages.Pager;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The token list of two pages: a person's own tokens, and everyone's. */
public final class TokenLists {

    private final Site site;
    private final ListTokens listTokens;
    private final FindTokens findTokens;
    private final ResumeToken resumeToken;
    private final ListUsers listUsers;
    private final ShowUser showUser;

    public TokenLists(Site site, TokenVerbs tokens, ListUsers listUsers, ShowUser showUser) {
        this.site = site;
        this.listTokens = tokens.listTokens;
        this.findTokens = tokens.findTokens;
        this.resumeToken = tokens.resumeToken;
        this.listUsers = listUsers;
        this.showUser = showUser;
    }

    /**
     * Returns the address of the list that a search requests, or of the whole list if a field holds a secret, which
     * must not appear in an address.
     */
    static String wanted(Context ctx, String path) {
        boolean holdsSecret = Stream.of(TokenListPageParameters.PARAMETERS)
                .map(ctx::formParam)
                .flatMap(Stream::ofNullable)
                .anyMatch(TokenFormat::holdsSecret);
        return holdsSecret
                ? path
                : ListAddress.sent(ctx, path, TokenListPageParameters.PARAMETERS)
                        .under(path);
    }

    // Returns whether a field other than the search field holds a secret. The values of those fields become part of the
    // list's address.
    private static boolean isInOtherField(Context ctx) {
        return Stream.of(TokenListPageParameters.PARAMETERS)
                .filter(name -> !name.equals(TokenListPageParameters.SEARCH))
                .map(ctx::formParam)
                .flatMap(Stream::ofNullable)
                .anyMatch(TokenFormat::holdsSecret);
    }

    /**
     * Handles the search form. Text that holds a secret must not appear in an address, so the token is looked up here
     * and the visitor is redirected to it.
     *
     * @return why the list is shown again; empty if the visitor was redirected
     */
    String search(Context ctx, SignedInSession session, String path) {
        String typed = FormFields.stripped(ctx, TokenListPageParameters.SEARCH);
        if (isInOtherField(ctx)) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            return "A token belongs in the search field only. Type it there.";
        }
        if (!TokenFormat.holdsSecret(typed)) {
            ctx.redirect(TokenListPageParameters.of(ctx, path).address().under(path), HttpStatus.SEE_OTHER);
            return "";
        }
        Optional<TokenSecret> secret = TokenFormat.parse(typed);
        Optional<AccessToken> found = secret.flatMap(whole -> findTokens.knownBy(session.person(), whole))
                .filter(token ->
                        path.equals(Sections.ALL_TOKENS) || session.person().isActingFor(token.owner()));
        if (found.isPresent()) {
            ctx.redirect(path + "/" + found.get().id(), HttpStatus.SEE_OTHER);
            return "";
        }
        ctx.status(HttpStatus.NOT_FOUND);
        return secret.isEmpty()
                ? "That is not a whole token: characters are missing or wrong."
                        + " Copy it again from its beginning to its end."
                : path.equals(Sections.ALL_TOKENS)
                        ? "No token here has or had this secret."
                        : "No token of yours has or had this secret.";
    }

    /** Returns the visitor's own tokens that the query selects, or an error. */
    TokenListView own(Context ctx, SignedInSession session, int rows, String error) {
        TokenListPageParameters asked = TokenListPageParameters.of(ctx, Sections.OWN_TOKENS);
        TokenFilter own = TokenFilter.ownedBy(session.person().user().id());
        return view(ctx, session, asked, false, rows, error, () -> own);
    }

    /** Returns the tokens of all users that the query selects, for a visitor who may see them, or an error. */
    TokenListView everyones(Context ctx, SignedInSession session, int rows, String error) {
        TokenListPageParameters asked = TokenListPageParameters.of(ctx, Sections.ALL_TOKENS);
        return view(ctx, session, asked, true, rows, error, () -> owners(session, asked.owner()));
    }

    private TokenListView view(
            Context ctx,
            SignedInSession session,
            TokenListPageParameters asked,
            boolean isEveryones,
            int rows,
            String wrong,
            Owners owners) {
        Instant now = site.clock().instant();
        Page<AccessToken> page = Page.empty();
        Pager pager = Pager.none();
        String error = wrong;
        try {
            TokenFilter filter = owners.filter()
                    .and(listTokens.inState(session.person(), asked.states()))
                    .and(asked.times(now))
                    .and(meant(session, asked.search()));
            page = error.isEmpty()
                    ? asked.address()
                            .read(rows, request -> listTokens.list(session.person(), filter, asked.order(), request))
                    : page;
            pager = asked.address()
                    .pager(page, rows, most -> listTokens.countUpTo(session.person(), filter, (int) most));
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            error = refusal.explanation();
        }
        Map<UserId, User> known = new HashMap<>();
        return new TokenListView(
                asked.address().path(),
                isEveryones,
                error,
                TokenListView.form(asked),
                TokenListView.columns(asked, isEveryones),
                page.items().stream()
                        .map(token -> row(
                                session,
                                token,
                                known.computeIfAbsent(token.owner(), id -> owner(session, id, isEveryones)),
                                now))
                        .toList(),
                asked.address().query(),
                asked.address().parameters().entrySet().stream()
                        .map(each -> new TokenListView.Kept(each.getKey(), each.getValue()))
                        .toList(),
                session.secret().csrfToken(),
                pager);
    }

    /** Supplies the filter by owner, which may fail. */
    @FunctionalInterface
    private interface Owners {
        TokenFilter filter();
    }

    private User owner(SignedInSession session, UserId id, boolean isEveryones) {
        return isEveryones
                ? showUser.show(session.person(), id)
                : session.person().user();
    }

    private TokenListView.Row row(SignedInSession session, AccessToken token, User owner, Instant now) {
        return new TokenListView.Row(
                TokenRow.of(token, now, session),
                owner.email().value(),
                owner.id().toString(),
                !owner.isEnabled(),
                resumeToken.mayResume(session.person(), token));
    }

    private TokenFilter meant(SignedInSession session, String text) {
        return text.isEmpty() ? TokenFilter.everything() : findTokens.meantBy(session.person(), text);
    }

    private TokenFilter owners(SignedInSession session, String part) {
        if (part.isEmpty()) {
            return TokenFilter.everything();
        }
        Page<User> found = listUsers.list(
                session.person(), new UserFilter.EmailIs(new TextCondition.ContainsFolded(part)), PageRequest.first());
        if (found.items().isEmpty()) {
            throw new Refusal(Reason.USER_NOT_FOUND, "No user's address contains “" + part + "”.");
        }
        if (found.next().isPresent()) {
            throw new Refusal(
                    Reason.QUERY_UNREADABLE,
                    "More than " + PageRequest.LARGEST + " addresses contain “" + part
                            + "”. Type more of the address.");
        }
        List<TokenFilter> owners = found.items().stream()
                .map(user -> TokenFilter.ownedBy(user.id()))
                .toList();
        return new TokenFilter.Any(owners);
    }
}
