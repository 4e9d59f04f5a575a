package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.Ports;
import dev.keyfob.domain.mail.DigestLine;
import dev.keyfob.domain.mail.DigestProgress;
import dev.keyfob.domain.mail.ExpiringToken;
import dev.keyfob.domain.mail.FirstOf;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@code MailDigests} and {@code MailChoices} must pass. */
public abstract class MailDigestsContract {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final DigestProgress DAILY = new DigestProgress(
                    NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1)), Optional.empty())
            .next(NOW);

    private final SecureRandom random = new SecureRandom();
    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private final User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);

    protected abstract Ports ports();

    @Test
    void the_mark_begins_before_all_time_and_stays_where_it_was_moved() {
        assertThat(lockProgress()).contains(new DigestProgress(Instant.EPOCH, Instant.EPOCH, Optional.empty()));

        for (DigestProgress moved : List.of(DAILY, DAILY.sentUpTo(alice.id()), DAILY.finish())) {
            ports().transactions().inOne(() -> ports().digests().updateProgress(moved));
            assertThat(lockProgress()).contains(moved);
        }
    }

    @Test
    void a_token_is_expiring_on_the_days_before_its_end_and_on_no_other() {
        ports().users().add(alice);
        expiring("hour", Duration.ofHours(1), Duration.ofDays(30));
        expiring("day", Duration.ofDays(1), Duration.ofDays(30));
        expiring("second day", Duration.ofDays(1).plusSeconds(1), Duration.ofDays(30));
        expiring("third day", Duration.ofDays(3), Duration.ofDays(30));
        expiring("fourth day", Duration.ofDays(3).plusSeconds(1), Duration.ofDays(30));
        expiring("fourteenth day", Duration.ofDays(14), Duration.ofDays(30));
        expiring("fifteenth day", Duration.ofDays(14).plusSeconds(1), Duration.ofDays(30));
        expiring("lives a day", Duration.ofHours(1), Duration.ofDays(1));
        expiring("lives three days", Duration.ofDays(3), Duration.ofDays(3));
        AccessToken revoked = expiring("revoked", Duration.ofHours(1), Duration.ofDays(30));
        ports().tokens().update(revoked.revoke(NOW, "operator"));

        FirstOf<ExpiringToken> found = ports().digests()
                .listExpiring(List.of(alice.id(), bob.id()), DAILY, 20)
                .get(alice.id());

        assertThat(found.first())
                .extracting(ExpiringToken::name)
                .containsExactly("hour", "day", "third day", "fourteenth day");
        assertThat(found.first().get(0).hint()).startsWith("kfpat_");
        assertThat(found.first().get(0).expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        FirstOf<ExpiringToken> two =
                ports().digests().listExpiring(List.of(alice.id()), DAILY, 2).get(alice.id());
        assertThat(two.first()).extracting(ExpiringToken::name).containsExactly("hour", "day");
        assertThat(two.total()).isEqualTo(4);
    }

    @Test
    void recipients_are_enabled_people_with_notices_or_such_tokens_in_one_order() {
        User off = User.joining(new Email("off@example.com"), Set.of(), NOW).disable(NOW);
        User idle = User.joining(new Email("idle@example.com"), Set.of(), NOW);
        Stream.of(alice, bob, off, idle).forEach(ports().users()::add);
        expiring("CI", Duration.ofHours(1), Duration.ofDays(30));
        note(bob, "first");
        note(bob, "second");
        note(off, "first");

        List<?> found = ports().digests().listRecipients(DAILY, 10);

        assertThat(found).hasSize(2);
        assertThat(Set.copyOf(found)).isEqualTo(Set.of(alice.id(), bob.id()));
        assertThat(ports().digests().listRecipients(DAILY, 1)).isEqualTo(found.subList(0, 1));
        assertThat(ports().digests()
                        .listRecipients(
                                DAILY.sentUpTo(ports().digests()
                                        .listRecipients(DAILY, 1)
                                        .get(0)),
                                10))
                .isEqualTo(found.subList(1, 2));
    }

    @Test
    void lines_are_taken_in_their_order_and_once() {
        Stream.of(alice, bob).forEach(ports().users()::add);
        note(alice, "first");
        note(bob, "other");
        note(alice, "second");
        note(alice, "third");

        assertThat(ports().digests().takeLines(List.of(alice.id()), 2))
                .isEqualTo(Map.of(alice.id(), new FirstOf<>(List.of("first", "second"), 3)));
        note(alice, "fourth");
        assertThat(ports().digests().takeLines(List.of(alice.id(), bob.id()), 2))
                .containsEntry(alice.id(), new FirstOf<>(List.of("fourth"), 1))
                .containsEntry(bob.id(), new FirstOf<>(List.of("other"), 1));
        assertThat(ports().digests().takeLines(List.of(alice.id(), bob.id()), 2))
                .isEmpty();
        assertThat(ports().digests().takeLines(List.of(), 2)).isEmpty();
    }

    @Test
    void the_lines_of_a_user_are_removed_and_others_stay() {
        Stream.of(alice, bob).forEach(ports().users()::add);
        note(alice, "first");
        note(bob, "other");

        ports().digests().removeAllOf(alice.id());

        assertThat(ports().digests().takeLines(List.of(alice.id(), bob.id()), 2))
                .containsOnlyKeys(bob.id());
    }

    @Test
    void everyone_whose_tokens_were_revoked_in_that_moment_has_one_notice() {
        Stream.of(alice, bob).forEach(ports().users()::add);
        expiring("one", Duration.ofDays(100), Duration.ofDays(200));
        expiring("two", Duration.ofDays(100), Duration.ofDays(200));

        ports().tokens().revokeAll(new Stamp(NOW, "operator"));
        ports().digests().addForOwnersOfRevoked(NOW, "All your tokens were revoked");

        assertThat(ports().digests().takeLines(List.of(alice.id(), bob.id()), 9))
                .containsOnlyKeys(alice.id())
                .containsEntry(alice.id(), new FirstOf<>(List.of("All your tokens were revoked"), 1));
    }

    @Test
    void what_a_person_switched_off_stays_off_until_it_is_switched_on() {
        Stream.of(alice, bob).forEach(ports().users()::add);

        assertThat(ports().mailChoices().findOff(alice.id())).isEmpty();
        ports().mailChoices().put(alice.id(), EnumSet.allOf(NoticeKind.class));
        assertThat(ports().mailChoices().findOff(alice.id())).containsExactlyInAnyOrder(NoticeKind.values());
        assertThat(ports().mailChoices().findOff(bob.id())).isEmpty();
        ports().mailChoices().put(alice.id(), Set.of(NoticeKind.EXPIRING));
        assertThat(ports().mailChoices().findOff(alice.id())).containsExactly(NoticeKind.EXPIRING);
    }

    private Optional<DigestProgress> lockProgress() {
        return ports().transactions().inOne(() -> ports().digests().lockProgress());
    }

    private void note(User person, String line) {
        ports().digests().add(new DigestLine(person.id(), NoticeKind.BY_OTHERS, line, NOW));
    }

    private AccessToken expiring(String name, Duration in, Duration life) {
        Instant end = NOW.plus(in);
        AccessToken token = AccessToken.issue(
                alice.id(),
                TokenName.parse(name),
                TokenFormat.standard().generate(random),
                new LifeSpan(end.minus(life), Optional.of(end)),
                Narrowing.none());
        ports().tokens().add(token);
        return token;
    }
}
