package dev.keyfob.application.webhook;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Announces audit entries to webhooks. The event is added to the outbox in the transaction of the change and its entry,
 * so either all three are stored or none. The use cases need no code for it.
 */
public final class Announcements implements AuditedChanges.Listener {

    private final WebhookOutbox outbox;

    public Announcements(WebhookOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void recorded(AuditEntry entry, AuditSubject subject) {
        typeOf(entry).ifPresent(type -> outbox.put(event(type, entry, subject)));
    }

    // Refused attempts changed nothing and are not announced. The exception is the use of an old secret.
    private static Optional<EventType> typeOf(AuditEntry entry) {
        EventType type = switch (entry.action()) {
            case TOKEN_CREATED -> EventType.TOKEN_CREATED;
            case TOKEN_REVOKED, TOKENS_REVOKED -> EventType.TOKEN_REVOKED;
            case TOKEN_ROTATED -> EventType.TOKEN_ROTATED;
            case TOKEN_REUSED -> EventType.TOKEN_REUSED;
            case USER_DISABLED -> EventType.USER_DISABLED;
            case USER_REMOVED -> EventType.USER_REMOVED;
            default -> null;
        };
        return Optional.ofNullable(type).filter(told -> entry.succeeded() || told == EventType.TOKEN_REUSED);
    }

    private static Event event(EventType type, AuditEntry entry, AuditSubject subject) {
        Event told = about(Event.of(type, entry.at()), entry, subject);
        return told.by(entry.actor());
    }

    // A bulk revocation is one audit entry, and so one event.
    private static Event about(Event event, AuditEntry entry, AuditSubject subject) {
        if (subject instanceof AuditSubject.OfOwnedToken one) {
            return switch (event.type()) {
                case TOKEN_REVOKED -> event.with("scope", "token").about(one.token(), one.owner());
                case TOKEN_REUSED -> event.about(one.token(), one.owner()).with("address", entry.address());
                default -> event.about(one.token(), one.owner());
            };
        }
        if (subject instanceof AuditSubject.TokensOf many) {
            return event.with("scope", "owner")
                    .with("owner", many.owner().email().value())
                    .with("number", many.number());
        }
        if (subject instanceof AuditSubject.TokensOfAnyone many) {
            return event.with("scope", "everyone").with("number", many.number());
        }
        if (subject instanceof AuditSubject.OfUser account) {
            return event.with("user", named(account.user()));
        }
        throw new IllegalArgumentException("a webhook cannot be told of " + entry.action()
                + " with what the entry names: " + subject.getClass().getSimpleName());
    }

    private static Map<String, Object> named(User user) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", user.id().toString());
        told.put("email", user.email().value());
        return told;
    }
}
