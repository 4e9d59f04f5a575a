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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Creates tokens at a node and revokes every second one, until a change fails. Records which changes were acknowledged.
 */
final class AcknowledgedChanges {

    private static final Email ALICE = new Email("alice@example.com");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Wiring node;
    private final List<CreatedToken> created = new CopyOnWriteArrayList<>();
    private final List<CreatedToken> revoked = new CopyOnWriteArrayList<>();
    private final Thread load = new Thread(this::createAndRevoke);

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

    /** Waits until a change has failed. */
    void awaitFailure() throws InterruptedException {
        load.join(LONGEST.toMillis());
        assertThat(load.isAlive()).as("changes still succeed").isFalse();
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

    /** Asserts that every created token is accepted, and every revoked one is refused. */
    void assertKept(Answers answers) throws Exception {
        for (CreatedToken each : created) {
            assertThat(answers.statusOf(each))
                    .as(each.token().name().value())
                    .isEqualTo(revoked.contains(each) ? 401 : 200);
        }
    }

    private void createAndRevoke() {
        List<CreatedToken> doubtful = new ArrayList<>();
        try {
            for (int i = 0; ; i++) {
                CreatedToken token = token(node, "Token " + i, new Expiry.Standard());
                created.add(token);
                if (i % 2 == 0) {
                    doubtful.add(token);
                    revoke(node, token);
                    revoked.add(token);
                    doubtful.clear();
                }
            }
        } catch (RuntimeException gone) {
            // The last revocation was not acknowledged, so its token may be revoked or not.
            created.removeAll(doubtful);
        }
    }
}
