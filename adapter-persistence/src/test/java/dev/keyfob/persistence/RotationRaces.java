package dev.keyfob.persistence;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.fake.AtOnce;
import dev.keyfob.application.fake.SettableClock;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AuditMac;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.audit.HmacAuditMac;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rotates tokens and uses rotated ones at the same time, on one node or two, on a real database. */
abstract class RotationRaces {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Email ALICE = new Email("alice@example.com");
    private static final int MANY = 12;
    private static final int ROUNDS = 8;

    private final SettableClock clock = new SettableClock(NOW);
    private List<Database> opened;
    private List<Node> nodes;
    private int tokens;

    /** Opens one database once for each node. */
    abstract List<Database> open();

    /** Keyfob on one node. */
    private record Node(Database database, TokenVerbs tokens) {

        Node(Database database, AuditMac seals, InstantSource clock) {
            this(database, AssembledUseCases.over(database, seals, clock).tokens);
        }

        boolean isGood(String secret) {
            return tokens.verifyToken.verify("192.0.2.1", secret, List.of()).isUsable();
        }
    }

    @BeforeEach
    void start() {
        opened = open();
        nodes = opened.stream()
                .map(database -> new Node(database, HmacAuditMac.none(), clock))
                .toList();
        opened.get(0).users().add(User.joining(ALICE, Set.of(), NOW));
    }

    @AfterEach
    void stop() {
        opened.forEach(Database::close);
    }

    @Test
    void of_many_who_rotate_one_token_without_a_key_one_does() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CreatedToken token = token();

            List<String> made = made(atOnce(node -> rotated(node, token, RotationOptions.standard())));

            assertThat(made).hasSize(1);
            assertThat(first().isGood(made.get(0))).isTrue();
            assertThat(log(token)).containsExactly("token.rotated", "token.rotation.finished");
        }
    }

    @Test
    void of_many_who_send_one_request_again_each_gets_a_secret_and_the_last_one_counts() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CreatedToken token = token();
            RotationOptions same =
                    new RotationOptions(Optional.empty(), Optional.of(RotationKey.parse("one-request")), false);

            List<String> made = made(atOnce(node -> rotated(node, token, same)));

            assertThat(made).hasSize(MANY).doesNotHaveDuplicates();
            assertThat(made.stream().filter(first()::isGood)).hasSize(1);
            assertThat(log(token)).hasSize(MANY + 1).containsOnlyOnce("token.rotated", "token.rotation.finished");
        }
    }

    @Test
    void of_many_who_use_a_new_secret_first_all_are_let_in_and_it_is_finished_once() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CreatedToken token = token();
            String successor =
                    rotated(first(), token, RotationOptions.standard()).orElseThrow();
            assertThat(first().isGood(token.secret().reveal())).isTrue();

            List<Boolean> answers = atOnce(node -> node.isGood(successor));

            assertThat(answers).containsOnly(true);
            assertThat(log(token)).containsExactly("token.rotated", "token.rotation.finished");
            clock.advance(Duration.ofSeconds(60));
            for (Node node : nodes) {
                assertThat(reason(node, token.secret().reveal())).contains(Reason.REUSED);
            }
        }
    }

    @Test
    void old_and_new_are_used_at_once_and_nobody_is_turned_away() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CreatedToken token = token();
            String successor =
                    rotated(first(), token, RotationOptions.standard()).orElseThrow();
            AtomicInteger number = new AtomicInteger();

            List<Boolean> answers = atOnce(node -> node.isGood(
                    number.incrementAndGet() % 2 == 0
                            ? successor
                            : token.secret().reveal()));

            assertThat(answers).containsOnly(true);
            assertThat(log(token)).containsExactly("token.rotated", "token.rotation.finished");
        }
    }

    @Test
    void however_many_try_an_old_secret_it_is_one_incident() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CreatedToken token = token();
            String successor =
                    rotated(first(), token, RotationOptions.standard()).orElseThrow();
            first().isGood(successor);
            clock.advance(Duration.ofSeconds(60));

            List<Boolean> answers = atOnce(node -> node.isGood(token.secret().reveal()));

            assertThat(answers).containsOnly(false);
            assertThat(log(token))
                    .containsExactlyInAnyOrder(
                            "token.rotated", "token.rotation.finished", "token.reused", "token.revoked");
            for (Node node : nodes) {
                assertThat(reason(node, successor)).contains(Reason.REVOKED);
            }
        }
    }

    // Either the first use comes first and its secret is in use, or it is refused. One secret always works.
    @Test
    void a_first_use_and_a_replacement_at_once_leave_one_secret_that_works() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CreatedToken token = token();
            String successor =
                    rotated(first(), token, RotationOptions.standard()).orElseThrow();
            RotationOptions replacing = new RotationOptions(Optional.empty(), Optional.empty(), true);
            AtomicInteger number = new AtomicInteger();

            List<String> found = new ArrayList<>();
            for (Optional<String> each : atOnce(
                    2,
                    node -> number.incrementAndGet() == 1
                            ? Optional.of(node.isGood(successor) ? "used" : "refused")
                            : rotated(node, token, replacing))) {
                each.ifPresent(found::add);
            }

            assertThat(found).hasSize(2);
            String replacement = found.stream()
                    .filter(each -> each.length() > 10)
                    .findFirst()
                    .orElseThrow();
            assertThat(first().isGood(replacement)).isTrue();
            // If the successor was used before the replacement was created, it is now an old secret within its grace.
            // Otherwise it was never in use.
            assertThat(first().isGood(successor)).isEqualTo(found.contains("used"));
        }
    }

    @Test
    void a_first_use_and_a_revocation_at_once_leave_the_token_revoked() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CreatedToken token = token();
            String successor =
                    rotated(first(), token, RotationOptions.standard()).orElseThrow();
            AtomicInteger number = new AtomicInteger();

            atOnce(2, node -> {
                if (number.incrementAndGet() == 1) {
                    return node.isGood(successor);
                }
                node.tokens().revokeToken.revoke(OPERATOR, token.token().id());
                return true;
            });

            for (Node node : nodes) {
                assertThat(reason(node, successor)).contains(Reason.REVOKED);
                assertThat(reason(node, token.secret().reveal())).contains(Reason.REVOKED);
            }
        }
    }

    @Test
    void when_the_first_use_cannot_be_written_it_is_refused_and_nothing_has_changed() {
        CreatedToken token = token();
        String successor = rotated(first(), token, RotationOptions.standard()).orElseThrow();
        Node broken = new Node(opened.get(0), new FullDisk(), clock);

        assertThatThrownBy(() -> broken.isGood(successor)).hasMessage("the disk is full");

        assertThat(first().isGood(token.secret().reveal())).isTrue();
        clock.advance(Duration.ofSeconds(60));
        assertThat(reason(first(), token.secret().reveal())).isEmpty();
        assertThat(log(token)).containsExactly("token.rotated");
        assertThat(first().isGood(successor)).isTrue();
    }

    @Test
    void what_one_node_finishes_holds_at_the_other_and_the_grace_is_judged_there_too() throws Exception {
        CreatedToken token = token();
        String successor = rotated(first(), token, RotationOptions.standard()).orElseThrow();
        Node last = nodes.get(nodes.size() - 1);
        assertThat(last.isGood(token.secret().reveal())).isTrue();

        assertThat(first().isGood(successor)).isTrue();

        assertThat(last.isGood(token.secret().reveal())).isTrue();
        Thread.sleep(last.database().changesAreSeenWithin().toMillis());
        assertThat(last.isGood(token.secret().reveal())).isTrue();
        clock.advance(Duration.ofSeconds(60));
        assertThat(last.isGood(token.secret().reveal())).isFalse();
        assertThat(log(token)).contains("token.reused", "token.revoked");
    }

    private Node first() {
        return nodes.get(0);
    }

    private CreatedToken token() {
        return first().tokens()
                .createToken
                .create(
                        OPERATOR,
                        new NewToken(
                                ALICE, TokenName.parse("Token " + ++tokens), new Expiry.Standard(), Narrowing.none()));
    }

    private static Optional<String> rotated(Node node, CreatedToken token, RotationOptions wanted) {
        try {
            return Optional.of(node.tokens()
                    .rotateToken
                    .rotate(OPERATOR, token.token().id(), wanted)
                    .secret()
                    .reveal());
        } catch (Refusal no) {
            assertThat(no.reason()).isEqualTo(Reason.ROTATION_PENDING);
            return Optional.empty();
        }
    }

    private static List<String> made(List<Optional<String>> answers) {
        return answers.stream().flatMap(Optional::stream).toList();
    }

    private static Optional<Reason> reason(Node node, String secret) {
        return node.tokens().verifyToken.explain(OPERATOR, secret, List.of()).unusable();
    }

    // Entries with the same time have no order, so they are sorted alphabetically.
    private List<String> log(CreatedToken token) {
        return first()
                .database()
                .auditLog()
                .list(AuditFilter.about(token.token().id().toString()), PageRequest.of(100, Optional.empty()))
                .items()
                .stream()
                .map(AuditEntry::action)
                .filter(action -> action != AuditAction.TOKEN_CREATED)
                .map(AuditAction::code)
                .sorted()
                .toList();
    }

    private <T> List<T> atOnce(Ask<T> question) throws Exception {
        return atOnce(MANY, question);
    }

    private <T> List<T> atOnce(int times, Ask<T> question) throws Exception {
        List<Callable<T>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Node node = nodes.get(i % nodes.size());
            all.add(() -> question.of(node));
        }
        return AtOnce.call(all);
    }

    private interface Ask<T> {
        T of(Node node);
    }

    /** An audit MAC that fails, so that no record can be added to the audit log. */
    private static final class FullDisk implements AuditMac {
        @Override
        public Optional<String> of(ChainPosition position) {
            throw new IllegalStateException("the disk is full");
        }

        @Override
        public boolean isRight(ChainPosition position, Optional<String> seal) {
            return true;
        }
    }
}
