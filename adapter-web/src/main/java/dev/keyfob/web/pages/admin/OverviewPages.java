package dev.keyfob.web.pages.admin;

import dev.keyfob.application.mail.PurgeMails;
import dev.keyfob.application.overview.ShowOverview;
import dev.keyfob.application.overview.ShowOverview.Overview;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Query;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;

/**
 * Shows administrators the state of tokens, webhooks and mails in numbers. Each number links to the list of what it
 * counts.
 */
public final class OverviewPages {

    private final Site site;
    private final ShowOverview showOverview;
    private final Templates templates;

    public OverviewPages(Site site, ShowOverview showOverview, Templates templates) {
        this.site = site;
        this.showOverview = showOverview;
        this.templates = templates;
    }

    /** All that the page shows. */
    public record OverviewView(PageFrame chrome, Moment at, List<Figure> states, List<Figure> attention) {}

    /**
     * A number, its label, and the path of the list of what it counts. {@code isAlarm} highlights it: any number above
     * zero needs attention.
     */
    public record Figure(long number, String label, String path, boolean isAlarm) {}

    public void show(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        Overview overview = showOverview.show(session.person());
        templates.show(
                ctx,
                "overview.jte",
                new OverviewView(
                        PageFrame.ofAdministration(session, Sections.OVERVIEW),
                        Moment.of(overview.at(), site.clock().instant()),
                        List.of(
                                tokens(overview.active(), "Active", "state", "active"),
                                tokens(overview.suspended(), "Suspended", "state", "suspended"),
                                tokens(overview.expired(), "Expired", "state", "expired"),
                                tokens(overview.revoked(), "Deleted (revoked)", "state", "revoked")),
                        List.of(
                                alarm(
                                        overview.reused(),
                                        "Old secrets used in the last " + days(ShowOverview.ALARMED) + " days",
                                        Query.link(
                                                Sections.ALL_TOKENS,
                                                "state",
                                                "all",
                                                "reused",
                                                days(ShowOverview.ALARMED))),
                                alarm(
                                        overview.failedDeliveries(),
                                        "Failed webhook deliveries",
                                        Query.link(Sections.WEBHOOKS, "state", "failed")),
                                alarm(overview.disabledWebhooks(), "Paused webhooks", Sections.WEBHOOKS),
                                alarm(
                                        overview.failedMails(),
                                        "Mails not delivered in the last " + days(PurgeMails.KEPT) + " days",
                                        Query.link(Sections.AUDIT_LOG, "action", AuditAction.MAIL_FAILED.code())),
                                tokens(
                                        overview.expiring(),
                                        "Expiring within " + days(ShowOverview.EXPIRING) + " days",
                                        "state",
                                        "active",
                                        "expiring",
                                        days(ShowOverview.EXPIRING)),
                                tokens(overview.neverUsed(), "Never used", "state", "active", "unused", "never"),
                                tokens(
                                        overview.unused(),
                                        "Unused for " + days(ShowOverview.UNUSED) + " days",
                                        "state",
                                        "active",
                                        "unused",
                                        days(ShowOverview.UNUSED)))));
    }

    private static Figure tokens(long number, String label, String... filter) {
        return new Figure(number, label, Query.link(Sections.ALL_TOKENS, filter), false);
    }

    private static Figure alarm(long number, String label, String path) {
        return new Figure(number, label, path, number > 0);
    }

    private static String days(Duration time) {
        return "" + time.toDays();
    }
}
