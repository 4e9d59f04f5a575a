package dev.keyfob.web.pages;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditEntry;
import java.time.Instant;

/** One line of the audit log, for administrators. */
public record AuditRow(
        Moment at, Party actor, String action, String words, Party subject, boolean succeeded, String address) {

    /** Who or what, under the name of that time; {@code path} is its page, empty where there is none. */
    public record Party(String name, String path) {

        static Party of(AuditParty party) {
            return new Party(party.name(), party.id().isEmpty() ? "" : pageOf(party));
        }

        private static String pageOf(AuditParty party) {
            return switch (party.kind()) {
                case TOKEN -> AllTokensPages.PATH + "/" + party.id();
                case USER -> UserPages.PATH + "/" + party.id();
                case WEBHOOK -> WebhooksPages.PATH + "/" + party.id();
                case CLIENT -> ClientPages.PATH + "#" + party.id();
                case OPERATOR, POLICY, STRANGER, PERMISSION, LOG, BACKUP, KEYFOB -> "";
            };
        }
    }

    static AuditRow of(AuditEntry entry, Instant now) {
        return new AuditRow(
                Moment.of(entry.at(), now),
                Party.of(entry.actor()),
                entry.action().code(),
                AuditWords.of(entry.action()),
                Party.of(entry.subject()),
                entry.succeeded(),
                entry.address());
    }
}
