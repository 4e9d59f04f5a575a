package dev.keyfob.web.pages.audit;

import dev.keyfob.application.audit.ShowOwnSecurityLog;
import dev.keyfob.application.paging.Page;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.ListAddress;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Pager;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows users the audit entries about their own account and tokens, newest first. */
public final class SecurityLogPages {

    private static final int ROWS = 50;

    private final Site site;
    private final ShowOwnSecurityLog showOwnSecurityLog;
    private final Templates templates;

    public SecurityLogPages(Site site, ShowOwnSecurityLog showOwnSecurityLog, Templates templates) {
        this.site = site;
        this.showOwnSecurityLog = showOwnSecurityLog;
        this.templates = templates;
    }

    /** One entry: the action, the actor, the subject, the time, the network address, and whether it was refused. */
    public record Event(
            String what, AuditRow.Party by, AuditRow.Party on, Moment at, String address, boolean isRefused) {}

    /** All that the page shows. */
    public record SecurityLog(
            PageFrame chrome,
            List<Event> events,
            List<AuditLabels.Group> choices,
            AuditPages.Filter filter,
            String error,
            Pager pager) {}

    public void show(Context ctx, SignedInSession session) {
        ListAddress here = AuditPages.Filter.address(ctx, Sections.SECURITY_LOG);
        AuditPages.Filter asked = AuditPages.Filter.of(here);
        try {
            AuditFilter filter = new AuditFilter(
                    AuditPages.action(asked.action()),
                    Optional.of(asked.about()).filter(text -> !text.isEmpty()),
                    asked.begin(),
                    asked.end());
            Page<AuditEntry> page =
                    here.read(ROWS, request -> showOwnSecurityLog.show(session.person(), filter, request));
            Pager pager =
                    here.pager(page, ROWS, most -> showOwnSecurityLog.countUpTo(session.person(), filter, (int) most));
            show(ctx, session, page.items(), asked, "", pager);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, List.of(), asked, refusal.explanation(), Pager.none());
        }
    }

    private void show(
            Context ctx,
            SignedInSession session,
            List<AuditEntry> entries,
            AuditPages.Filter asked,
            String error,
            Pager pager) {
        Instant now = site.clock().instant();
        UserId person = session.person().user().id();
        templates.show(
                ctx,
                "securityLog.jte",
                new SecurityLog(
                        PageFrame.ofSettings(session, Sections.SECURITY_LOG),
                        entries.stream().map(entry -> event(person, entry, now)).toList(),
                        AuditLabels.offered(SecurityLogPages::concernsPeople, asked.action()),
                        asked,
                        error,
                        pager));
    }

    private static Event event(UserId person, AuditEntry entry, Instant now) {
        return new Event(
                AuditLabels.of(entry.action()),
                by(person, entry.actor()),
                on(person, entry),
                Moment.of(entry.at(), now),
                entry.address(),
                !entry.succeeded());
    }

    /** Returns the entry as a row of a token's history, with links only to this person's own pages. */
    public static AuditRow row(UserId person, AuditEntry entry, Instant now) {
        return new AuditRow(
                Moment.of(entry.at(), now),
                by(person, entry.actor()),
                entry.action().code(),
                AuditLabels.of(entry.action()),
                on(person, entry),
                entry.succeeded(),
                entry.address());
    }

    private static AuditRow.Party by(UserId person, AuditParty actor) {
        return switch (actor.kind()) {
            case USER ->
                actor.id().equals(person.toString())
                        ? new AuditRow.Party("You", "")
                        : new AuditRow.Party(actor.name(), "");
            case TOKEN ->
                actor.id().isEmpty()
                        ? new AuditRow.Party(actor.name(), "")
                        : new AuditRow.Party("Your token " + actor.name(), pageOf(actor));
            case STRANGER -> new AuditRow.Party("Somebody, as " + actor.name(), "");
            case CLIENT, OPERATOR, POLICY, PERMISSION, LOG, BACKUP, WEBHOOK, KEYFOB ->
                new AuditRow.Party(actor.name(), "");
        };
    }

    // The entry of revoking all tokens of an account has the account's id, and a name with their number.
    private static AuditRow.Party on(UserId person, AuditEntry entry) {
        AuditParty subject = entry.subject();
        if (subject.kind() == AuditParty.Kind.TOKEN && subject.owner().equals(person.toString())) {
            return new AuditRow.Party(
                    subject.name(), AuditRow.subject(entry).path().isEmpty() ? "" : pageOf(subject));
        }
        boolean isAccount = subject.kind() == AuditParty.Kind.USER
                && subject.id().equals(person.toString())
                && entry.action() != AuditAction.TOKENS_REVOKED;
        return isAccount
                ? new AuditRow.Party("Your account", Sections.PROFILE)
                : new AuditRow.Party(subject.name(), "");
    }

    private static String pageOf(AuditParty token) {
        return Sections.OWN_TOKENS + "/" + token.id();
    }

    private static boolean concernsPeople(AuditAction action) {
        return Stream.of("token.", "tokens.revoked", "user.", "session.", "access.", "password.")
                .anyMatch(action.code()::startsWith);
    }
}
