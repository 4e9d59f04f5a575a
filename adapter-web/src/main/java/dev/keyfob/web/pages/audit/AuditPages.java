package dev.keyfob.web.pages.audit;

import dev.keyfob.application.audit.ListAudit;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.AuditFormat;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.ListAddress;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Pager;
import dev.keyfob.web.pages.ReaderDays;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows administrators the audit log, newest entries first, filtered by action, by actor or subject, and by day. */
public final class AuditPages {

    private static final int ROWS = 50;

    private final Site site;
    private final ShowUser showUser;
    private final ListAudit listAudit;
    private final Templates templates;

    public AuditPages(Site site, ShowUser showUser, ListAudit listAudit, Templates templates) {
        this.site = site;
        this.showUser = showUser;
        this.listAudit = listAudit;
        this.templates = templates;
    }

    /** All that the page shows. */
    public record Log(
            PageFrame chrome,
            List<AuditRow> rows,
            List<AuditLabels.Group> actions,
            Filter filter,
            List<String> formats,
            String error,
            Pager pager) {}

    public record Filter(String action, String about, String from, String to, String zone) {

        static ListAddress address(Context ctx, String path) {
            return ListAddress.of(ctx, path, "action", "about", "from", "to", "zone");
        }

        static Filter of(ListAddress list) {
            return new Filter(
                    list.value("action"),
                    list.value("about"),
                    list.value("from"),
                    list.value("to"),
                    list.value("zone"));
        }

        Optional<Instant> begin() {
            return ReaderDays.begin(from, zone);
        }

        /** Returns the end of the last day. */
        Optional<Instant> end() {
            return ReaderDays.end(to, zone);
        }
    }

    public void show(Context ctx, SignedInSession session) {
        session.person().require(Permission.AUDIT_VIEW);
        ListAddress here = Filter.address(ctx, Sections.AUDIT_LOG);
        Filter asked = Filter.of(here);
        try {
            AuditFilter filter = filter(session, asked);
            Page<AuditEntry> page = here.read(ROWS, request -> listAudit.list(session.person(), filter, request));
            Pager pager = here.pager(page, ROWS, most -> listAudit.countUpTo(session.person(), filter, (int) most));
            show(ctx, session, page.items(), asked, "", pager);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, List.of(), asked, refusal.explanation(), Pager.none());
        }
    }

    private void show(
            Context ctx, SignedInSession session, List<AuditEntry> entries, Filter asked, String error, Pager pager) {
        Instant now = site.clock().instant();
        templates.show(
                ctx,
                "audit.jte",
                new Log(
                        PageFrame.ofAdministration(session, Sections.AUDIT_LOG),
                        entries.stream().map(entry -> AuditRow.of(entry, now)).toList(),
                        AuditLabels.offered(action -> true, asked.action()),
                        asked,
                        Stream.of(AuditFormat.values()).map(AuditFormat::code).toList(),
                        error,
                        pager));
    }

    private AuditFilter filter(SignedInSession session, Filter asked) {
        return new AuditFilter(
                action(asked.action()),
                Optional.of(asked.about()).filter(text -> !text.isEmpty()).map(text -> id(session, text)),
                asked.begin(),
                asked.end());
    }

    private String id(SignedInSession session, String about) {
        return about.contains("@")
                ? showUser.show(session.person(), Email.parse(about)).id().toString()
                : about;
    }

    static Optional<AuditAction> action(String code) {
        return Stream.of(AuditAction.values())
                .filter(action -> action.code().equals(code))
                .findFirst();
    }
}
