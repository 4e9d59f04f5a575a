package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates tokens at a node and revokes every second one, until changes fail. Records which changes were acknowledged.
 */
final class AcknowledgedChanges {

    private static final Email ALICE = new Email("alice@example.com");

    private final Wiring node;
    private final List<CreatedToken> created = new CopyOnWriteArrayList<>();
    private final List<CreatedToken> revoked = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final Thread load = new Thread(this::createAndRevoke);
    private volatile boolean isOver;

    private AcknowledgedChanges(Wiring node) {
        this.node = node;
    }

    /** Starts the changes, and returns when the first twenty revocations are acknowledged. */
    static AcknowledgedChanges at(Wiring node) {
        addAlice(node);
        AcknowledgedChanges changes = new AcknowledgedChanges(node);
        changes.load.setDaemon(true);
        changes.load.start();
        Eventually.isTrue(() -> changes.revoked.size() >= 20);
        return changes;
    }

    static void addAlice(Wiring node) {
        node.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
    }

    static CreatedToken token(Wiring node, String name, Expiry expiry) {
        return node.useCases.tokens.createToken.create(
                OPERATOR, new NewToken(ALICE, TokenName.parse(name), expiry, Narrowing.none()));
    }

    static void revoke(Wiring node, CreatedToken token) {
        node.useCases.tokens.revokeToken.revoke(OPERATOR, token.token().id());
    }

    /** Waits until a change has failed after this call, and ends the changes. */
    void awaitFailure() throws InterruptedException {
        // The first failure may have begun before.
        int seen = failures.get() + 2;
        Eventually.isTrue(() -> failures.get() >= seen);
        isOver = true;
        load.join();
    }

    /** A token that was created and not revoked. */
    CreatedToken good() {
        return created.stream()
                .filter(token -> !revoked.contains(token))
                .findFirst()
                .orElseThrow();
    }

    /** Asks a node about a token, and returns the status of the answer. */
    interface Answers {
        int statusOf(CreatedToken token) throws Exception;
    }

    /**
     * Asserts that every created token is accepted, and every revoked one is refused. A node that cannot look a token
     * up in time answers 403, and is asked again.
     */
    void assertKept(Answers answers) {
        for (CreatedToken each : created) {
            assertThat(Eventually.matches(() -> answers.statusOf(each), status -> status != 403))
                    .as(each.token().name().value())
                    .isEqualTo(revoked.contains(each) ? 401 : 200);
        }
    }

    private void createAndRevoke() {
        for (int i = 0; !isOver; i++) {
            try {
                CreatedToken token = token(node, "Token " + i, new Expiry.Standard());
                if (i % 2 == 0) {
                    // Until the revocation is acknowledged, the token may be revoked or not.
                    revoke(node, token);
                    revoked.add(token);
                }
                created.add(token);
            } catch (RuntimeException gone) {
                failures.incrementAndGet();
            }
        }
    }
}
