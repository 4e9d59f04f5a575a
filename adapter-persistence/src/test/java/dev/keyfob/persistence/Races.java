package dev.keyfob.persistence;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.UseCases;
import dev.keyfob.application.audit.AuditVerdict;
import dev.keyfob.application.fake.AtOnce;
import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.mail.ChooseMail;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.user.DisableUser;
import dev.keyfob.application.user.PasswordLink;
import dev.keyfob.application.user.ProvenIdentity;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many threads at once, on a real database. */
abstract class Races {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Email ALICE = new Email("alice@example.com");
    private static final Identity COMPANY = new Identity("https://company.example.com", "1");

    abstract Database open();

    // If the audit record cannot be written, the change is not made.
    @Test
    void a_change_is_undone_when_its_transaction_fails() {
        try (Database database = open()) {
            User alice = User.joining(ALICE, Set.of(), NOW);

            assertThatThrownBy(() -> database.transactions().inOne(() -> {
                        database.users().add(alice);
                        throw new IllegalStateException("the audit entry cannot be written");
                    }))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(database.users().find(alice.id())).isEmpty();
        }
    }

    // Only one token gets the name.
    @Test
    void of_many_who_want_one_name_one_gets_it() throws Exception {
        try (Database database = open()) {
            database.users().add(User.joining(ALICE, Set.of(), NOW));
            CreateToken create = createToken(database);
            AtomicInteger refused = new AtomicInteger();

            AtOnce.run(24, () -> {
                try {
                    create.create(
                            OPERATOR,
                            new NewToken(ALICE, TokenName.parse("The one"), new Expiry.Standard(), Narrowing.none()));
                } catch (Refusal no) {
                    refused.incrementAndGet();
                }
            });

            assertThat(refused).hasValue(23);
            assertThat(database.accessTokens().count(TokenFilter.everything())).isEqualTo(1);
        }
    }

    @Test
    void of_many_who_use_one_link_one_sets_the_password() throws Exception {
        try (Database database = open()) {
            database.users().add(User.joining(ALICE, Set.of(), NOW));
            UseCases verbs = AssembledUseCases.over(database, () -> NOW);
            PasswordLink link = verbs.users.issuePasswordLink.issue(OPERATOR, ALICE);
            AtomicInteger refused = new AtomicInteger();

            AtOnce.run(4, () -> {
                try {
                    verbs.sessions.usePasswordLink.use(
                            Optional.of(link.code()),
                            "nobody likes cold coffee",
                            Optional.empty(),
                            "192.0.2.1",
                            "Firefox on Linux");
                } catch (Refusal no) {
                    assertThat(no.reason()).isEqualTo(Reason.CODE_REFUSED);
                    refused.incrementAndGet();
                }
            });

            assertThat(refused).hasValue(3);
        }
    }

    @Test
    void of_many_choices_of_one_person_at_once_one_is_kept_whole() throws Exception {
        try (Database database = open()) {
            User alice = User.joining(ALICE, Set.of(), NOW);
            database.users().add(alice);
            ChooseMail choose = AssembledUseCases.over(database, () -> NOW).mail.chooseMail;
            Actor person = new Actor.SignedIn(alice, PermissionCatalogue.sample(), "192.0.2.1", Optional.of(NOW));
            List<Set<NoticeKind>> choices = List.of(Set.of(NoticeKind.EXPIRING), Set.of(NoticeKind.BY_OTHERS));
            AtomicInteger next = new AtomicInteger();

            AtOnce.run(24, () -> {
                choose.switchOff(person, choices.get(next.getAndIncrement() % choices.size()));
            });

            assertThat(choose.switchedOff(person)).isIn(choices);
        }
    }

    @Test
    void of_two_who_link_one_identity_at_once_one_is_told_that_it_is_linked() throws Exception {
        try (Database database = open()) {
            List<Email> people = List.of(ALICE, new Email("bob@example.com"), new Email("admin@example.com"));
            people.forEach(email -> database.users().add(User.joining(email, Set.of(), NOW)));
            UseCases verbs = AssembledUseCases.over(database, () -> NOW);
            AtomicInteger next = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();

            AtOnce.run(3, () -> {
                try {
                    verbs.users.linkIdentity.linkFor(OPERATOR, people.get(next.getAndIncrement()), COMPANY);
                } catch (Refusal no) {
                    assertThat(no.reason()).isEqualTo(Reason.IDENTITY_TAKEN);
                    refused.incrementAndGet();
                }
            });

            assertThat(refused).hasValue(2);
        }
    }

    @Test
    void somebody_who_signs_in_for_the_first_time_twice_at_once_is_signed_in_twice() throws Exception {
        try (Database database = open()) {
            UseCases verbs = AssembledUseCases.over(database, () -> NOW);
            ProvenIdentity proven = new ProvenIdentity(
                    COMPANY, Optional.of(ALICE), Optional.empty(), Optional.empty(), "Company account");

            AtOnce.run(4, () -> {
                verbs.sessions.signInWithIdentity.signIn(proven, "192.0.2.1", "Firefox on Linux");
            });

            assertThat(database.users().count(UserFilter.everyone())).isEqualTo(1);
        }
    }

    @Test
    void a_thousand_tokens_of_one_user_are_revoked_in_one_statement_all_or_none() {
        assertAreRevokedInOneStatement(1_000);
    }

    @Test
    @Tag("whole")
    void ten_thousand_tokens_of_one_user_are_revoked_in_one_statement_all_or_none() {
        assertAreRevokedInOneStatement(10_000);
    }

    private void assertAreRevokedInOneStatement(int tokens) {
        try (Database database = open()) {
            User alice = User.joining(ALICE, Set.of(), NOW);
            database.users().add(alice);
            SecureRandom random = new SecureRandom();
            for (int hundred = 0; hundred < tokens / 100; hundred++) {
                int from = 100 * hundred;
                database.transactions()
                        .inOne(() -> IntStream.range(from, from + 100)
                                .forEach(number -> database.accessTokens()
                                        .add(AccessToken.issue(
                                                alice.id(),
                                                TokenName.parse("Token " + number),
                                                TokenFormat.standard().generate(random),
                                                new LifeSpan(NOW, Optional.empty()),
                                                Narrowing.none()))));
            }
            Stamp stamp = new Stamp(NOW, "operator");

            assertThatThrownBy(() -> database.transactions().inOne((Runnable) () -> {
                        database.accessTokens().revokeAllOf(alice.id(), stamp);
                        throw new IllegalStateException("the power went");
                    }))
                    .hasMessage("the power went");
            assertThat(database.accessTokens().countUnrevokedOf(alice.id())).isEqualTo(tokens);

            List<String> updates = new ArrayList<>();
            database.tell(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    if (context.getRawSql().startsWith("update access_token")) {
                        updates.add(context.getRawSql());
                    }
                }
            });
            assertThat(database.accessTokens().revokeAllOf(alice.id(), stamp)).isEqualTo(tokens);
            assertThat(updates).hasSize(1);
            assertThat(database.accessTokens().countUnrevokedOf(alice.id())).isZero();
        }
    }

    // A revocation is recorded once, however often it is requested.
    @Test
    void many_revocations_at_once_are_audited_once() throws Exception {
        try (Database database = open()) {
            database.users().add(User.joining(ALICE, Set.of(), NOW));
            AccessToken token = createToken(database)
                    .create(
                            OPERATOR,
                            new NewToken(ALICE, TokenName.parse("Laptop"), new Expiry.Standard(), Narrowing.none()))
                    .token();
            RevokeToken revoke = AssembledUseCases.over(database, () -> NOW).tokens.revokeToken;

            AtOnce.run(100, () -> {
                revoke.revoke(OPERATOR, token.id());
            });

            assertThat(database.auditLog()
                            .list(AuditFilter.everything(), PageRequest.first())
                            .items())
                    .filteredOn(entry -> entry.action() == AuditAction.TOKEN_REVOKED)
                    .hasSize(1);
        }
    }

    @Test
    void many_who_lock_a_new_counter_count_every_failure() throws Exception {
        try (Database database = open()) {
            String key = "k".repeat(64);

            AtOnce.run(24, () -> {
                database.transactions()
                        .inOne(() -> database.signInCounters()
                                .update(database.signInCounters().lock(key).failed(NOW)));
            });

            assertThat(database.transactions()
                            .inOne(() -> database.signInCounters().lock(key))
                            .failures())
                    .isEqualTo(24);
        }
    }

    @Test
    void many_who_begin_counters_at_once_do_not_wait_for_each_others_connections() throws Exception {
        try (Database database = open()) {
            AtomicInteger number = new AtomicInteger();

            AtOnce.run(96, () -> {
                String key = "%064d".formatted(number.incrementAndGet());
                database.transactions()
                        .inOne(() -> database.signInCounters()
                                .update(database.signInCounters().lock(key).failed(NOW)));
            });

            assertThat(number).hasValue(96);
        }
    }

    // A verification that begins after a revocation was acknowledged sees it, although tokens are cached.
    @Test
    void no_verification_that_begins_after_a_revocation_finds_the_token_alive() throws Exception {
        try (Database database = open()) {
            User alice = User.joining(ALICE, Set.of(), NOW);
            database.users().add(alice);
            AccessTokens tokens = database.accessTokens();
            RevokeToken revoke = AssembledUseCases.over(database, () -> NOW).tokens.revokeToken;
            AtomicReference<AccessToken> current = new AtomicReference<>();
            AtomicReference<TokenId> foundAlive = new AtomicReference<>();
            AtomicBoolean isOver = new AtomicBoolean();
            ExecutorService askers = Executors.newFixedThreadPool(4);
            List<Future<?>> asking = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                asking.add(askers.submit(() -> {
                    while (!isOver.get()) {
                        Optional.ofNullable(current.get())
                                .flatMap(token -> tokens.findOwned(token.digest(), NOW, TokenPolicy.standard()))
                                .filter(found -> !found.token().isRevoked())
                                .ifPresent(found -> foundAlive.set(found.token().id()));
                    }
                }));
            }

            for (int i = 0; i < 100; i++) {
                AccessToken token = createToken(database)
                        .create(
                                OPERATOR,
                                new NewToken(
                                        ALICE, TokenName.parse("Token " + i), new Expiry.Standard(), Narrowing.none()))
                        .token();
                current.set(token);
                Eventually.isTrue(() -> token.id().equals(foundAlive.get()));
                revoke.revoke(OPERATOR, token.id());

                assertThat(tokens.findOwned(token.digest(), NOW, TokenPolicy.standard()))
                        .hasValueSatisfying(
                                found -> assertThat(found.token().isRevoked()).isTrue());
            }
            isOver.set(true);
            for (Future<?> each : asking) {
                each.get();
            }
            askers.shutdown();
        }
    }

    @Test
    void a_disabled_owner_is_seen_at_once() {
        try (Database database = open()) {
            User alice = User.joining(ALICE, Set.of(), NOW);
            database.users().add(alice);
            AccessTokens tokens = database.accessTokens();
            AccessToken token = createToken(database)
                    .create(
                            OPERATOR,
                            new NewToken(ALICE, TokenName.parse("Laptop"), new Expiry.Standard(), Narrowing.none()))
                    .token();
            assertThat(tokens.findOwned(token.digest(), NOW, TokenPolicy.standard())
                            .orElseThrow()
                            .owner()
                            .isEnabled())
                    .isTrue();

            AssembledUseCases.over(database, () -> NOW).users.disableUser.disable(OPERATOR, ALICE);

            assertThat(tokens.findOwned(token.digest(), NOW, TokenPolicy.standard())
                            .orElseThrow()
                            .owner()
                            .isEnabled())
                    .isFalse();
        }
    }

    @Test
    void administrators_who_disable_each_other_at_once_are_not_all_disabled() throws Exception {
        try (Database database = open()) {
            List<User> administrators = IntStream.range(0, 6)
                    .mapToObj(number ->
                            User.joining(new Email("admin" + number + "@example.com"), Set.of(Role.ADMIN), NOW))
                    .toList();
            administrators.forEach(database.users()::add);
            DisableUser disable = AssembledUseCases.over(database, () -> NOW).users.disableUser;
            AtomicInteger number = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();

            AtOnce.run(6, () -> {
                try {
                    disable.disable(
                            OPERATOR,
                            administrators.get(number.getAndIncrement()).email());
                } catch (Refusal no) {
                    assertThat(no.reason()).isEqualTo(Reason.LAST_ADMINISTRATOR);
                    refused.incrementAndGet();
                }
            });

            assertThat(refused).hasValue(1);
            assertThat(database.users().count(new UserFilter.IsEnabled())).isEqualTo(1);
        }
    }

    // Each change locks the head last, so the chain has no fork and no gap, and changes cannot deadlock.
    @Test
    void many_different_changes_at_once_make_one_chain() throws Exception {
        try (Database database = open()) {
            database.users().add(User.joining(ALICE, Set.of(), NOW));
            CreateToken create = createToken(database);
            RevokeToken revoke = AssembledUseCases.over(database, () -> NOW).tokens.revokeToken;
            AtomicInteger number = new AtomicInteger();

            AtOnce.run(24, () -> {
                int mine = number.incrementAndGet();
                AccessToken token = create.create(
                                OPERATOR,
                                new NewToken(
                                        ALICE,
                                        TokenName.parse("Token " + mine),
                                        new Expiry.Standard(),
                                        Narrowing.none()))
                        .token();
                if (mine % 8 == 0) {
                    revoke.revokeAllOf(OPERATOR, ALICE);
                } else {
                    revoke.revoke(OPERATOR, token.id());
                }
            });

            AuditVerdict verdict = AssembledUseCases.over(database, () -> NOW)
                    .audit
                    .verifyAudit
                    .verify(OPERATOR, Optional.empty(), done -> {});
            assertThat(verdict.fault()).isEmpty();
            assertThat(verdict.ends().count()).isBetween(25L, 48L);
        }
    }

    private static CreateToken createToken(Database database) {
        return AssembledUseCases.over(database, () -> NOW).tokens.createToken;
    }
}
