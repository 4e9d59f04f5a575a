package dev.keyfob.web.pages;

import dev.keyfob.application.audit.ShowOwnSecurityLog;
import dev.keyfob.application.paging.Page;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.problem.Problem;
import dev.keyfob.web.signin.Visit;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened to a person's own account and tokens, the latest first. */
public final class SecurityLogPages {

    public static final String PATH = "/settings/security-log";

    private static final int ROWS = 50;

    /** Where the code itself, with a space for the dot, would not be what people say. */
    private static final Map<AuditAction, String> WORDS = Map.ofEntries(
            Map.entry(AuditAction.SESSION_STARTED, "Signed in"),
            Map.entry(AuditAction.SESSION_REFUSED, "Sign-in attempt"),
            Map.entry(AuditAction.SESSION_ENDED, "Signed out"),
            Map.entry(AuditAction.TOKENS_REVOKED, "All tokens revoked"),
            Map.entry(AuditAction.USER_ADDED, "Account opened"),
            Map.entry(AuditAction.USER_DISABLED, "Account disabled"),
            Map.entry(AuditAction.USER_ENABLED, "Account enabled"),
            Map.entry(AuditAction.USER_ROLES_CHANGED, "Roles changed"),
            Map.entry(AuditAction.ACCESS_DENIED, "Access attempt"),
            Map.entry(AuditAction.PASSWORD_CHANGED, "Password changed"),
            Map.entry(AuditAction.PASSWORD_LINK_ISSUED, "One-time link given out"),
            Map.entry(AuditAction.PASSWORD_LINK_USED, "One-time link used"));

    private final Site site;
    private final ShowOwnSecurityLog showOwnSecurityLog;
    private final Templates templates;

    public SecurityLogPages(Site site, ShowOwnSecurityLog showOwnSecurityLog, Templates templates) {
        this.site = site;
        this.showOwnSecurityLog = showOwnSecurityLog;
        this.templates = templates;
    }

    /** One line: what, by whom, on what, when, from where, and whether it was refused. */
    public record Event(String what, String by, String on, Moment at, String address, boolean isRefused) {}

    /** What can be chosen to see, under its code. */
    public record Choice(String code, String words, boolean isChosen) {}

    /** All that the page shows. */
    public record SecurityLog(
            PageFrame chrome,
            List<Event> events,
            List<Choice> choices,
            AuditPages.Filter filter,
            String error,
            Pager pager) {}

    public void show(Context ctx, Visit visit) {
        ListAddress here = AuditPages.Filter.address(ctx, PATH);
        AuditPages.Filter asked = AuditPages.Filter.of(here);
        try {
            AuditFilter filter =
                    new AuditFilter(AuditPages.action(asked.action()), Optional.empty(), asked.begin(), asked.end());
            Page<AuditEntry> page =
                    here.read(ROWS, request -> showOwnSecurityLog.show(visit.person(), filter, request));
            Pager pager =
                    here.pager(page, ROWS, most -> showOwnSecurityLog.countUpTo(visit.person(), filter, (int) most));
            show(ctx, visit, page.items(), asked, "", pager);
        } catch (Refusal refusal) {
            ctx.status(Problem.of(refusal).status());
            show(ctx, visit, List.of(), asked, refusal.explanation(), Pager.none());
        }
    }

    private void show(
            Context ctx, Visit visit, List<AuditEntry> entries, AuditPages.Filter asked, String error, Pager pager) {
        Instant now = site.clock().instant();
        UserId person = visit.person().user().id();
        templates.show(
                ctx,
                "securityLog.jte",
                new SecurityLog(
                        PageFrame.ofSettings(visit, PATH),
                        entries.stream().map(entry -> event(person, entry, now)).toList(),
                        Stream.of(AuditAction.values())
                                .filter(SecurityLogPages::concernsPeople)
                                .map(action -> new Choice(
                                        action.code(),
                                        words(action),
                                        action.code().equals(asked.action())))
                                .toList(),
                        asked,
                        error,
                        pager));
    }

    private static Event event(UserId person, AuditEntry entry, Instant now) {
        return new Event(
                words(entry.action()),
                by(person, entry.actor()),
                on(person, entry),
                Moment.of(entry.at(), now),
                entry.address(),
                !entry.succeeded());
    }

    private static String by(UserId person, AuditParty actor) {
        return switch (actor.kind()) {
            case USER -> actor.id().equals(person.toString()) ? "You" : actor.name();
            case TOKEN -> actor.id().isEmpty() ? actor.name() : "Your token " + actor.name();
            case STRANGER -> "Somebody, as " + actor.name();
            case CLIENT, OPERATOR, POLICY, PERMISSION, LOG, BACKUP, WEBHOOK, KEYFOB -> actor.name();
        };
    }

    // The tokens of an account have the account's id, too, and a name that says how many there were.
    private static String on(UserId person, AuditEntry entry) {
        boolean isAccount = entry.subject().kind() == AuditParty.Kind.USER
                && entry.subject().id().equals(person.toString())
                && entry.action() != AuditAction.TOKENS_REVOKED;
        return isAccount ? "Your account" : entry.subject().name();
    }

    private static boolean concernsPeople(AuditAction action) {
        return Stream.of("token.", "tokens.revoked", "user.", "session.", "access.", "password.")
                .anyMatch(action.code()::startsWith);
    }

    private static String words(AuditAction action) {
        String code = action.code().replace('.', ' ').replace('_', ' ');
        return WORDS.getOrDefault(action, Character.toUpperCase(code.charAt(0)) + code.substring(1));
    }
}
