package dev.keyfob.web.pages.user;

import dev.keyfob.application.audit.ListAudit;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.user.DisableUser;
import dev.keyfob.application.user.EnableUser;
import dev.keyfob.application.user.IssuePasswordLink;
import dev.keyfob.application.user.ListUsers;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.ListAddress;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Pager;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.pages.audit.AuditRow;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The administrators' pages for users: list accounts with the number of their tokens, disable and enable accounts, and
 * revoke all tokens of a user.
 */
public final class UserPages {

    private static final int ROWS = 25;
    private static final Set<TokenState> UNREVOKED = EnumSet.complementOf(EnumSet.of(TokenState.REVOKED));

    private final Site site;
    private final ListTokens listTokens;
    private final RevokeToken revokeToken;
    private final ListUsers listUsers;
    private final ShowUser showUser;
    private final DisableUser disableUser;
    private final EnableUser enableUser;
    private final IssuePasswordLink issuePasswordLink;
    private final ListAudit listAudit;
    private final Templates templates;

    public UserPages(
            Site site,
            ListTokens listTokens,
            RevokeToken revokeToken,
            ListUsers listUsers,
            ShowUser showUser,
            DisableUser disableUser,
            EnableUser enableUser,
            IssuePasswordLink issuePasswordLink,
            ListAudit listAudit,
            Templates templates) {
        this.site = site;
        this.listTokens = listTokens;
        this.revokeToken = revokeToken;
        this.listUsers = listUsers;
        this.showUser = showUser;
        this.disableUser = disableUser;
        this.enableUser = enableUser;
        this.issuePasswordLink = issuePasswordLink;
        this.listAudit = listAudit;
        this.templates = templates;
    }

    /** An action on a user. Each is confirmed first on a page that explains its effect. */
    public enum Action {
        DISABLE,
        ENABLE,
        REVOKE_TOKENS;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public record UserRow(
            String id,
            String email,
            String name,
            List<String> roles,
            Moment joined,
            Optional<Moment> disabled,
            long tokens,
            boolean isRemoved) {}

    public record Users(PageFrame chrome, List<UserRow> rows, String search, Pager pager) {}

    public record OneUser(
            PageFrame chrome,
            String notice,
            UserRow user,
            boolean isSelf,
            boolean mayResetPassword,
            boolean isByProviderAlone,
            List<AuditRow> history) {}

    /** The confirmation page of an action. */
    public record Question(PageFrame chrome, UserRow user, Action action, long tokens) {}

    public void list(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        ListAddress here = ListAddress.of(ctx, Sections.USERS, "search");
        String search = here.value("search");
        UserFilter filter = search.isEmpty()
                ? UserFilter.everyone()
                : new UserFilter.EmailIs(new TextCondition.ContainsFolded(search));
        Page<User> page = here.read(ROWS, asked -> listUsers.list(session.person(), filter, asked));
        templates.show(
                ctx,
                "users.jte",
                new Users(
                        PageFrame.ofAdministration(session, Sections.USERS),
                        page.items().stream().map(user -> row(session, user)).toList(),
                        search,
                        here.pager(page, ROWS, most -> listUsers.countUpTo(session.person(), filter, (int) most))));
    }

    public void show(Context ctx, SignedInSession session) {
        User user = user(ctx, session);
        Instant now = site.clock().instant();
        templates.show(
                ctx,
                "user.jte",
                new OneUser(
                        PageFrame.ofAdministration(session, Sections.USERS),
                        ctx.queryParam("done") == null ? "" : "Done. The change applies from the next request.",
                        row(session, user),
                        user.id().equals(session.person().user().id()),
                        issuePasswordLink.isPossible(session.person(), user),
                        issuePasswordLink.isByProviderAlone(session.person(), user),
                        listAudit
                                .list(
                                        session.person(),
                                        AuditFilter.about(user.id().toString()),
                                        PageRequest.first())
                                .items()
                                .stream()
                                .map(entry -> AuditRow.of(entry, now))
                                .toList()));
    }

    public void ask(Context ctx, SignedInSession session, Action action) {
        User user = user(ctx, session);
        templates.show(
                ctx,
                "userQuestion.jte",
                new Question(
                        PageFrame.ofAdministration(session, Sections.USERS),
                        row(session, user),
                        action,
                        count(session, user, action == Action.DISABLE ? EnumSet.of(TokenState.ACTIVE) : UNREVOKED)));
    }

    public void disable(Context ctx, SignedInSession session) {
        User user = user(ctx, session);
        disableUser.disable(session.person(), user.email());
        goOn(ctx, user);
    }

    /** Enables the user and revokes their tokens, unless the form asks to keep them. */
    public void enable(Context ctx, SignedInSession session) {
        User user = user(ctx, session);
        if (ctx.formParam("keep-tokens") == null) {
            enableUser.enable(session.person(), user.email());
        } else {
            enableUser.enableWithTokens(session.person(), user.email());
        }
        goOn(ctx, user);
    }

    public void revokeTokens(Context ctx, SignedInSession session) {
        User user = user(ctx, session);
        revokeToken.revokeAllOf(session.person(), user.email());
        goOn(ctx, user);
    }

    private User user(Context ctx, SignedInSession session) {
        return user(ctx, session, showUser);
    }

    /** Returns the user named in the path, for administrators only. */
    static User user(Context ctx, SignedInSession session, ShowUser showUser) {
        session.person().require(Permission.TOKEN_MANAGE);
        return showUser.show(session.person(), UserId.parse(ctx.pathParam("user")));
    }

    private UserRow row(SignedInSession session, User user) {
        Instant now = site.clock().instant();
        return new UserRow(
                user.id().toString(),
                user.email().value(),
                user.name().orElse(""),
                user.roles().stream().map(Role::name).toList(),
                Moment.of(user.createdAt(), now),
                Moment.of(user.disabledAt(), now),
                count(session, user, UNREVOKED),
                user.isRemoved());
    }

    private long count(SignedInSession session, User user, Set<TokenState> states) {
        return listTokens.count(
                session.person(), TokenFilter.ownedBy(user.id()).and(listTokens.inState(session.person(), states)));
    }

    private static void goOn(Context ctx, User user) {
        ctx.redirect(Sections.USERS + "/" + user.id() + "?done", HttpStatus.SEE_OTHER);
    }
}
