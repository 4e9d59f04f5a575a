package dev.keyfob.cli.command;

import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.policy.PolicyItem;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.webhook.EventType;
import java.util.ArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

/** The fixed values of options and arguments that shells can complete, without those that are in the data. */
public final class Candidates {

    private Candidates() {}

    /** States of tokens. */
    public static final class TokenStates extends Codes {
        TokenStates() {
            super(TokenState.values(), TokenState::code);
        }
    }

    /** States of deliveries to webhooks. */
    public static final class DeliveryStates extends Codes {
        DeliveryStates() {
            super(DeliveryState.values(), DeliveryState::code);
        }
    }

    /** Actions in the audit log. */
    public static final class Actions extends Codes {
        Actions() {
            super(AuditAction.values(), AuditAction::code);
        }
    }

    /** Events that webhooks can receive. */
    public static final class Events extends Codes {
        Events() {
            super(EventType.values(), EventType::code);
        }
    }

    /** Items of the policy, each followed by {@code =}. */
    public static final class PolicyItems extends Codes {
        PolicyItems() {
            super(PolicyItem.values(), item -> item.code() + "=");
        }
    }

    private abstract static class Codes extends ArrayList<String> {
        <T> Codes(T[] all, Function<T, String> code) {
            Stream.of(all).map(code).forEach(this::add);
        }
    }
}
