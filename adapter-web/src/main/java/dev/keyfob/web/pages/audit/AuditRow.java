package dev.keyfob.web.pages.audit;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.Sections;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** One entry of the audit log, for administrators or, in the security log, for the owner. */
public record AuditRow(
        Moment at, Party actor, String action, String words, Party subject, boolean succeeded, String address) {

    /**
     * Actions without a link to the subject: a prepared token has no page until it is picked up, and a removed webhook
     * has none any more.
     */
    private static final Set<AuditAction> NO_PAGE = EnumSet.of(
            AuditAction.TOKEN_PREPARED,
            AuditAction.TOKEN_PICKUP_DECLINED,
            AuditAction.TOKEN_PICKUP_WITHDRAWN,
            AuditAction.WEBHOOK_REMOVED);

    /** An actor or a subject, under its name at that time. {@code path} is its page; empty if there is none. */
    public record Party(String name, String path) {

        static Party of(AuditParty party) {
            return new Party(party.name(), party.id().isEmpty() ? "" : pageOf(party));
        }

        private static String pageOf(AuditParty party) {
            return switch (party.kind()) {
                case TOKEN -> Sections.ALL_TOKENS + "/" + party.id();
                case USER -> Sections.USERS + "/" + party.id();
                case WEBHOOK -> Sections.WEBHOOKS + "/" + party.id();
                case CLIENT -> Sections.CLIENTS + "#" + party.id();
                case OPERATOR, POLICY, STRANGER, PERMISSION, LOG, BACKUP, KEYFOB -> "";
            };
        }
    }

    /** Returns the subject of the entry, without a link if it has no page. */
    public static Party subject(AuditEntry entry) {
        return NO_PAGE.contains(entry.action()) ? new Party(entry.subject().name(), "") : Party.of(entry.subject());
    }

    public static AuditRow of(AuditEntry entry, Instant now) {
        return new AuditRow(
                Moment.of(entry.at(), now),
                Party.of(entry.actor()),
                entry.action().code(),
                AuditLabels.of(entry.action()),
                subject(entry),
                entry.succeeded(),
                entry.address());
    }
}
