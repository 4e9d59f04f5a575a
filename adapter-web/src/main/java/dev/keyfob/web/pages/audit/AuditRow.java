package dev.keyfob.web.pages.audit;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.Sections;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** One line of the audit log: for administrators, or for an owner as the security log tells it. */
public record AuditRow(
        Moment at, Party actor, String action, String words, Party subject, boolean succeeded, String address) {

    /** A token that waits to be picked up has no page yet, and what was removed has none any more. */
    private static final Set<AuditAction> NO_PAGE = EnumSet.of(
            AuditAction.TOKEN_PREPARED,
            AuditAction.TOKEN_PICKUP_DECLINED,
            AuditAction.TOKEN_PICKUP_WITHDRAWN,
            AuditAction.WEBHOOK_REMOVED);

    /** Who or what, under the name of that time; {@code path} is its page, empty where there is none. */
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

    /** The target, without a link where its page is gone or not there yet. */
    public static Party subject(AuditEntry entry) {
        return NO_PAGE.contains(entry.action()) ? new Party(entry.subject().name(), "") : Party.of(entry.subject());
    }

    public static AuditRow of(AuditEntry entry, Instant now) {
        return new AuditRow(
                Moment.of(entry.at(), now),
                Party.of(entry.actor()),
                entry.action().code(),
                AuditWords.of(entry.action()),
                subject(entry),
                entry.succeeded(),
                entry.address());
    }
}
