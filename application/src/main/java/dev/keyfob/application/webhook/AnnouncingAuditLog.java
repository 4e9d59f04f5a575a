package dev.keyfob.application.webhook;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The audit log, telling other programs of what is written into it. The event goes into the outbox in the transaction of
 * the entry and of the change: all three happen, or none. No use case has to think of it.
 */
public final class AnnouncingAuditLog implements AuditLog {

    private final AuditLog log;
    private final Outbox outbox;
    private final AccessTokens tokens;
    private final Users users;

    public AnnouncingAuditLog(AuditLog log, Outbox outbox, AccessTokens tokens, Users users) {
        this.log = log;
        this.outbox = outbox;
        this.tokens = tokens;
        this.users = users;
    }

    @Override
    public void append(AuditEntry entry) {
        log.append(entry);
        typeOf(entry).ifPresent(type -> outbox.put(type, () -> event(type, entry)));
    }

    @Override
    public Page<AuditEntry> list(AuditFilter filter, PageRequest page) {
        return log.list(filter, page);
    }

    // A try that was refused changed nothing; that an old secret was shown is told although it was refused.
    private static Optional<EventType> typeOf(AuditEntry entry) {
        EventType type = switch (entry.action()) {
            case TOKEN_CREATED -> EventType.TOKEN_CREATED;
            case TOKEN_REVOKED, TOKENS_REVOKED -> EventType.TOKEN_REVOKED;
            case TOKEN_ROTATED -> EventType.TOKEN_ROTATED;
            case TOKEN_REUSED -> EventType.TOKEN_REUSED;
            case USER_DISABLED -> EventType.USER_DISABLED;
            default -> null;
        };
        return Optional.ofNullable(type).filter(told -> entry.succeeded() || told == EventType.TOKEN_REUSED);
    }

    private Event event(EventType type, AuditEntry entry) {
        Event event = Event.of(type, entry.at());
        Event told = switch (entry.action()) {
            case TOKENS_REVOKED -> ofMany(event, entry.subject());
            case USER_DISABLED -> event.with("user", named(entry.subject(), "email"));
            case TOKEN_REVOKED -> ofOne(event.with("scope", "token"), entry.subject());
            case TOKEN_REUSED -> ofOne(event, entry.subject()).with("address", entry.address());
            default -> ofOne(event, entry.subject());
        };
        return told.by(entry.actor());
    }

    private Event ofOne(Event event, AuditParty token) {
        return Optional.of(token)
                .filter(party ->
                        party.kind() == AuditParty.Kind.TOKEN && !party.id().isEmpty())
                .flatMap(party -> tokens.find(TokenId.parse(party.id())))
                .flatMap(found -> users.find(found.owner()).map(owner -> event.about(found, owner)))
                .orElseGet(() -> event.with("token", named(token, "name")));
    }

    // What was revoked in bulk is one entry of the log, and one event.
    private Event ofMany(Event event, AuditParty whose) {
        Event told = whose.kind() == AuditParty.Kind.USER
                ? event.with("scope", "owner").with("owner", emailOf(whose))
                : event.with("scope", "everyone");
        return told.with("number", whose.number().orElse(0));
    }

    private static Map<String, Object> named(AuditParty party, String nameIs) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", party.id());
        told.put(nameIs, party.name());
        return told;
    }

    private String emailOf(AuditParty user) {
        return users.find(new UserId(UUID.fromString(user.id())))
                .map(found -> found.email().value())
                .orElse(user.id());
    }
}
