package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.PickUps;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.pickup.Offer;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link PickUps} must pass. */
public abstract class PickUpsContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private final User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);

    protected abstract PickUps pickUps();

    protected abstract Users users();

    @BeforeEach
    void join() {
        users().add(alice);
        users().add(bob);
    }

    @Test
    void a_prepared_token_comes_back_as_it_was_put() {
        PickUp limited = PickUp.ofToken(
                alice.id(),
                TokenName.parse("Größe 🔑"),
                new Stamp(NOW, "admin@example.com"),
                new Offer.NewToken(
                        Optional.of(Duration.ofDays(90)),
                        new TokenRestrictions(
                                Narrowing.to(List.of(Permission.parse("recipe:view"))),
                                Networks.parse("10.0.0.0/8 192.0.2.7")),
                        TokenNote.parse("Runs on x.\nAsk Bob.")));
        PickUp unlimited = token("CI", NOW);

        pickUps().put(limited);
        pickUps().put(unlimited);

        assertThat(pickUps().find(limited.token())).contains(limited);
        assertThat(pickUps().findForUpdate(unlimited.token())).contains(unlimited);
    }

    @Test
    void the_last_that_was_asked_of_a_token_counts() {
        TokenId id = TokenId.random();
        pickUps().put(secret(id, Optional.empty()));
        PickUp later = secret(id, Optional.of(NOW.plus(Duration.ofDays(20))));

        pickUps().put(later);

        assertThat(pickUps().find(id)).contains(later);
        assertThat(pickUps().allWaitingFor(alice.id(), NOW)).containsExactly(later);
    }

    @Test
    void what_is_removed_or_never_was_is_not_found() {
        PickUp pickUp = token("CI", NOW);
        pickUps().put(pickUp);

        pickUps().remove(pickUp.token());

        assertThat(pickUps().find(pickUp.token())).isEmpty();
        assertThat(pickUps().findForUpdate(TokenId.random())).isEmpty();
    }

    @Test
    void each_person_is_shown_what_waits_for_them_until_it_ends() {
        PickUp second = token("Second", NOW.plusSeconds(1));
        PickUp first = token("First", NOW);
        PickUp others = PickUp.ofToken(
                bob.id(),
                TokenName.parse("CI"),
                new Stamp(NOW, "operator"),
                new Offer.NewToken(Optional.empty(), any(), TokenNote.none()));
        List.of(second, first, others).forEach(pickUps()::put);

        assertThat(pickUps().allWaitingFor(alice.id(), NOW)).containsExactly(first, second);
        assertThat(pickUps().allWaitingFor(alice.id(), NOW.plus(PickUp.WAITS))).containsExactly(second);
        assertThat(pickUps().allWaiting(NOW.plus(PickUp.WAITS), 10)).containsExactly(second);
        assertThat(pickUps().allWaiting(NOW, 2)).hasSize(2).doesNotContain(second);
    }

    @Test
    void all_that_waits_for_one_person_is_removed_and_nothing_of_others() {
        PickUp others = PickUp.ofToken(
                bob.id(),
                TokenName.parse("CI"),
                new Stamp(NOW, "operator"),
                new Offer.NewToken(Optional.empty(), any(), TokenNote.none()));
        List.of(token("First", NOW), token("Second", NOW), others).forEach(pickUps()::put);

        assertThat(pickUps().removeAllOf(alice.id())).isEqualTo(2);

        assertThat(pickUps().allWaiting(NOW, 10)).containsExactly(others);
    }

    @Test
    void what_has_ended_is_removed_and_the_rest_stays() {
        PickUp ended = token("First", NOW);
        PickUp waiting = token("Second", NOW.plusSeconds(1));
        pickUps().put(ended);
        pickUps().put(waiting);

        pickUps().removeEndedAt(NOW.plus(PickUp.WAITS));

        assertThat(pickUps().find(ended.token())).isEmpty();
        assertThat(pickUps().find(waiting.token())).contains(waiting);
    }

    private PickUp token(String name, Instant at) {
        return PickUp.ofToken(
                alice.id(),
                TokenName.parse(name),
                new Stamp(at, "admin@example.com"),
                new Offer.NewToken(Optional.empty(), any(), TokenNote.none()));
    }

    private PickUp secret(TokenId id, Optional<Instant> oldEndsAt) {
        TokenDigest inUse = TokenFormat.standard().generate(new SecureRandom()).digest();
        return new PickUp(
                id,
                alice.id(),
                TokenName.parse("CI"),
                new Stamp(NOW, "admin@example.com"),
                NOW.plus(Duration.ofDays(30)),
                new Offer.NewSecret(inUse, oldEndsAt));
    }

    private static TokenRestrictions any() {
        return new TokenRestrictions(Narrowing.none(), Networks.any());
    }
}
