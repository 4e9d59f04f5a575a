package dev.keyfob.domain.webhook;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of events. The codes are stable, such as {@code token.created}: receivers compare them. */
public enum EventType {
    TOKEN_CREATED,
    TOKEN_REVOKED,
    TOKEN_ROTATED,
    TOKEN_REUSED,
    TOKEN_EXPIRING,
    USER_DISABLED,
    USER_REMOVED,
    /** A test event, which an administrator or the operator sends. Webhooks do not subscribe to it. */
    WEBHOOK_TEST;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Returns the types that a webhook can subscribe to. */
    public static List<EventType> chosen() {
        return Stream.of(values()).filter(type -> type != WEBHOOK_TEST).toList();
    }

    /** Parses codes. An empty list means all types. */
    public static Set<EventType> parse(Collection<String> typed) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        typed.forEach(each -> types.add(parse(each)));
        return types.isEmpty() ? EnumSet.copyOf(chosen()) : types;
    }

    private static EventType parse(String typed) {
        return chosen().stream()
                .filter(type -> type.code().equals(typed))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Reason.EVENT_UNREADABLE,
                        "An event is one of "
                                + chosen().stream().map(EventType::code).collect(Collectors.joining(", ")) + "."));
    }
}
