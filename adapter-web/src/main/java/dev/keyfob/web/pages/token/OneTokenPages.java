package dev.keyfob.web.pages.token;

import dev.keyfob.application.UseCases.AuditVerbs;
import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.policy.ShowPolicy;
import dev.keyfob.application.token.DismissReuse;
import dev.keyfob.application.token.EditToken;
import dev.keyfob.application.token.ResumeToken;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.token.SuspendToken;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.ListAddress;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.pages.audit.AuditRow;
import dev.keyfob.web.pages.audit.SecurityLogPages;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pages of one token: its details, its uses, and what can be changed. The same pages serve the settings, for a
 * person's own tokens, and the administration, for all tokens.
 */
public final class OneTokenPages {

    private static final Map<String, String> NOTICES = Map.of(
            "edited", "The changes are saved.",
            "suspended", "The token is suspended. It is refused until it is resumed.",
            "resumed", "The token works again.",
            "dealt", "The alarm is dismissed. It comes back if an old secret is used again.");

    private final Site site;
    private final ShowToken showToken;
    private final RevokeToken revokeToken;
    private final SuspendToken suspendToken;
    private final ResumeToken resumeToken;
    private final DismissReuse dismissReuse;
    private final EditToken editToken;
    private final ShowUser showUser;
    private final ShowPolicy showPolicy;
    private final AuditVerbs audit;
    private final Templates templates;
    private final boolean isEveryones;

    private OneTokenPages(
            Site site,
            TokenVerbs tokens,
            ShowUser showUser,
            ShowPolicy showPolicy,
            AuditVerbs audit,
            Templates templates,
            boolean isEveryones) {
        this.site = site;
        this.showToken = tokens.showToken;
        this.revokeToken = tokens.revokeToken;
        this.suspendToken = tokens.suspendToken;
        this.resumeToken = tokens.resumeToken;
        this.dismissReuse = tokens.dismissReuse;
        this.editToken = tokens.editToken;
        this.showUser = showUser;
        this.showPolicy = showPolicy;
        this.audit = audit;
        this.templates = templates;
        this.isEveryones = isEveryones;
    }

    public static OneTokenPages ofOwner(
            Site site,
            TokenVerbs tokens,
            ShowUser showUser,
            ShowPolicy showPolicy,
            AuditVerbs audit,
            Templates templates) {
        return new OneTokenPages(site, tokens, showUser, showPolicy, audit, templates, false);
    }

    public static OneTokenPages ofAdministrator(
            Site site,
            TokenVerbs tokens,
            ShowUser showUser,
            ShowPolicy showPolicy,
            AuditVerbs audit,
            Templates templates) {
        return new OneTokenPages(site, tokens, showUser, showPolicy, audit, templates, true);
    }

    public void show(Context ctx, SignedInSession session) {
        AccessToken token = token(ctx, session);
        Instant now = now();
        String done = Optional.ofNullable(ctx.queryParam("done")).orElse("");
        templates.show(
                ctx,
                "token.jte",
                TokenView.of(
                        chrome(session),
                        list(),
                        address(ctx).query(),
                        NOTICES.getOrDefault(done, ""),
                        isEveryones ? owner(session, token).email().value() : "",
                        token,
                        resumeToken.mayResume(session.person(), token),
                        showToken.usesOf(session.person(), token.id()),
                        showToken.refusalsOf(session.person(), token.id()),
                        site.tokenSettings().ceiling(),
                        history(session, token, now),
                        now,
                        session));
    }

    public void askToDelete(Context ctx, SignedInSession session) {
        askToDelete(ctx, session, token(ctx, session), "", WrongField.none());
    }

    /**
     * Deletes the token. If it was used recently, the user must type its name, because a running program may stop
     * working.
     */
    public void delete(Context ctx, SignedInSession session) {
        AccessToken token = token(ctx, session);
        String typed = FormFields.stripped(ctx, TokenFieldNames.CONFIRM);
        if (token.isInUseAt(now()) && !typed.equals(token.name().value())) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            String sentence = typed.isEmpty()
                    ? "This token was used in the last 7 days. Type its name to delete it."
                    : "That is not the name of this token. Type it exactly as shown above.";
            askToDelete(ctx, session, token, typed, new WrongField(TokenFieldNames.CONFIRM, sentence));
            return;
        }
        revokeToken.revoke(session.person(), token.id());
        ctx.redirect(address(ctx).with("deleted", ""), HttpStatus.SEE_OTHER);
    }

    private void askToDelete(Context ctx, SignedInSession session, AccessToken token, String typed, WrongField wrong) {
        templates.show(
                ctx,
                "deleteToken.jte",
                new DeletePage(
                        chrome(session),
                        list(),
                        address(ctx).query(),
                        TokenRow.of(token, now(), session),
                        typed,
                        wrong));
    }

    public void suspend(Context ctx, SignedInSession session) {
        AccessToken token = token(ctx, session);
        suspendToken.suspend(session.person(), token.id());
        goOn(ctx, token, "suspended");
    }

    public void resume(Context ctx, SignedInSession session) {
        AccessToken token = token(ctx, session);
        resumeToken.resume(session.person(), token.id());
        goOn(ctx, token, "resumed");
    }

    public void dismissReuse(Context ctx, SignedInSession session) {
        AccessToken token = token(ctx, session);
        dismissReuse.dismiss(session.person(), token.id());
        goOn(ctx, token, "dealt");
    }

    public void askToEdit(Context ctx, SignedInSession session) {
        AccessToken token = token(ctx, session);
        showForm(
                ctx,
                session,
                token,
                token.name().value(),
                token.note().value(),
                "",
                RestrictionsForm.of(site, token.narrowing(), token.networks().toString(), WrongField.none()),
                WrongField.none());
    }

    /** Changes the token. A field that was not sent stays unchanged. */
    public void edit(Context ctx, SignedInSession session) {
        AccessToken token = token(ctx, session);
        Optional<String> name = Optional.ofNullable(ctx.formParam(TokenFieldNames.NAME));
        Optional<String> note = Optional.ofNullable(ctx.formParam(TokenFieldNames.NOTE));
        String date = FormFields.text(ctx, TokenFieldNames.DATE);
        try {
            Optional<Expiry> expiry = date.isBlank()
                    ? Optional.empty()
                    : Optional.of(ExpiryChoice.parse(ExpiryChoice.CUSTOM, date, FormFields.text(ctx, "zone")));
            editToken.edit(
                    session.person(),
                    token.id(),
                    new TokenEdit(
                            name.map(TokenName::parse),
                            expiry,
                            RestrictionsForm.narrowing(site, ctx),
                            RestrictionsForm.networks(ctx),
                            note.map(TokenNote::parse)));
            goOn(ctx, token, "edited");
        } catch (Refusal refusal) {
            WrongField wrong = WrongField.of(refusal, TokenFieldNames.BY_REASON);
            ErrorResponses.mark(ctx, refusal);
            showForm(
                    ctx,
                    session,
                    token,
                    name.orElse(token.name().value()),
                    note.orElse(token.note().value()),
                    date,
                    RestrictionsForm.sent(site, ctx, token.narrowing(), token.networks(), wrong),
                    wrong);
        }
    }

    /** The confirmation page before a token is deleted. */
    public record DeletePage(
            PageFrame chrome, String path, String listQuery, TokenRow token, String typed, WrongField wrong) {}

    /** The form to change a token. */
    public record EditPage(
            PageFrame chrome,
            String path,
            String listQuery,
            TokenRow token,
            String name,
            String note,
            String date,
            OfferedDays days,
            RestrictionsForm restrictions,
            WrongField wrong) {}

    private void showForm(
            Context ctx,
            SignedInSession session,
            AccessToken token,
            String name,
            String note,
            String date,
            RestrictionsForm restrictions,
            WrongField wrong) {
        templates.show(
                ctx,
                "editToken.jte",
                new EditPage(
                        chrome(session),
                        list(),
                        address(ctx).query(),
                        TokenRow.of(token, now(), session),
                        name,
                        note,
                        date,
                        OfferedDays.of(
                                now(),
                                token.createdAt()
                                        .plus(showPolicy
                                                .show(session.person())
                                                .expiry()
                                                .longestLife())),
                        restrictions,
                        wrong));
    }

    private void goOn(Context ctx, AccessToken token, String done) {
        ctx.redirect(address(ctx).at(list() + "/" + token.id()).with("done", done), HttpStatus.SEE_OTHER);
    }

    // In the settings, administrators too can see only their own tokens.
    private AccessToken token(Context ctx, SignedInSession session) {
        if (isEveryones) {
            session.person().require(Permission.TOKEN_MANAGE);
        }
        TokenId id = TokenId.parse(ctx.pathParam("id"));
        return isEveryones ? showToken.show(session.person(), id) : showToken.showOwn(session.person(), id);
    }

    // Owners see the actors as in their security log, because an administrator's name and address are private.
    private List<AuditRow> history(SignedInSession session, AccessToken token, Instant now) {
        AuditFilter about = AuditFilter.about(token.id().toString());
        if (isEveryones) {
            return audit.listAudit.list(session.person(), about, PageRequest.first()).items().stream()
                    .map(entry -> AuditRow.of(entry, now))
                    .toList();
        }
        UserId person = session.person().user().id();
        return audit.showOwnSecurityLog.show(session.person(), about, PageRequest.first()).items().stream()
                .map(entry -> SecurityLogPages.row(person, entry, now))
                .toList();
    }

    private User owner(SignedInSession session, AccessToken token) {
        return showUser.show(session.person(), token.owner());
    }

    private String list() {
        return isEveryones ? Sections.ALL_TOKENS : Sections.OWN_TOKENS;
    }

    // The page of the list from which the user came and to which the page links back.
    private ListAddress address(Context ctx) {
        return TokenListPageParameters.of(ctx, list()).address();
    }

    private PageFrame chrome(SignedInSession session) {
        return isEveryones ? PageFrame.ofAdministration(session, list()) : PageFrame.ofSettings(session, list());
    }

    private Instant now() {
        return site.clock().instant();
    }
}
