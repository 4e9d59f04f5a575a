package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How tokens are stored, found, changed and revoked. */
public abstract class AccessTokensContract extends StoredTokens {

    @Test
    void a_token_comes_back_as_it_was_added() {
        AccessToken plain = token(alice, "Laptop", NOW, Optional.of(NOW.plusSeconds(60)));
        AccessToken narrowed = AccessToken.issue(
                alice.id(),
                TokenName.parse("日本語 ß"),
                TokenFormat.standard().generate(random),
                new LifeSpan(NOW, Optional.empty()),
                Narrowing.to(Set.of(new Permission("recipe:run"), new Permission("recipe:view"))));

        tokens.add(plain);
        tokens.add(narrowed);

        assertThat(tokens.find(plain.id())).contains(plain);
        assertThat(tokens.findForUpdate(narrowed.id())).contains(narrowed);
        assertThat(tokens.findByDigest(plain.digest())).contains(plain);
        assertThat(tokens.findOwned(narrowed.digest(), NOW, TokenPolicy.standard()))
                .contains(new OwnedToken(narrowed, alice));
    }

    @Test
    void several_tokens_are_found_at_once_and_what_is_none_is_left_out() {
        AccessToken laptop = token(alice, "Laptop", NOW, Optional.empty());
        AccessToken desk = token(bob, "Desk", NOW, Optional.empty());
        List.of(laptop, desk, token(alice, "Other", NOW, Optional.empty())).forEach(tokens::add);

        assertThat(tokens.findAll(List.of(desk.id(), TokenId.random(), laptop.id())))
                .containsExactlyInAnyOrder(laptop, desk);
        assertThat(tokens.findAll(List.of())).isEmpty();
    }

    // An empty choice of permissions must not become no choice, which would allow everything.
    @Test
    void a_token_that_is_narrowed_to_nothing_comes_back_with_nothing() {
        AccessToken nothing = token(alice, "Nothing", NOW, Optional.empty()).narrowedTo(Narrowing.to(Set.of()));
        AccessToken later = token(alice, "Later", NOW, Optional.empty());

        tokens.add(nothing);
        tokens.add(later);
        tokens.update(later.narrowedTo(Narrowing.to(Set.of())));

        for (AccessToken token : List.of(nothing, later)) {
            assertThat(tokens.find(token.id()).orElseThrow().narrowing()).isEqualTo(Narrowing.to(Set.of()));
            assertThat(tokens.findOwned(token.digest(), NOW, TokenPolicy.standard())
                            .orElseThrow()
                            .token()
                            .narrowing())
                    .isEqualTo(Narrowing.to(Set.of()));
        }
    }

    @Test
    void the_longest_note_is_kept_found_and_taken_back() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.empty());
        AccessToken noted = token.noted(TokenNote.parse("\uFDFA".repeat(250) + "\n" + "\uD83D\uDD11".repeat(249)));
        tokens.add(token);
        tokens.update(noted);

        assertThat(tokens.find(token.id())).contains(noted);
        assertThat(tokens.count(new TokenFilter.NoteIs(new TextCondition.ContainsFolded("\uFDFA\n\uD83D\uDD11"))))
                .isEqualTo(1);

        tokens.update(token);

        assertThat(tokens.find(token.id())).contains(token);
    }

    // This one letter folds to eighteen, which is longer than a PostgreSQL index entry can be.
    @Test
    void the_longest_name_is_kept_and_taken() {
        String longest = "\uFDFA".repeat(100);
        AccessToken token = token(alice, longest, NOW, Optional.empty());

        tokens.add(token);

        assertThat(tokens.findUnrevoked(alice.id(), token.name())).contains(token);
        assertThatThrownBy(() -> tokens.add(token(alice, longest, NOW, Optional.empty())))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_change_is_seen_by_the_next_verification() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.empty());
        tokens.add(token);
        assertThat(tokens.findOwned(token.digest(), NOW, TokenPolicy.standard()))
                .contains(new OwnedToken(token, alice));

        tokens.update(token.revoke(NOW, "operator"));
        users().update(alice.disable(NOW));

        assertThat(tokens.findOwned(token.digest(), NOW, TokenPolicy.standard()))
                .contains(new OwnedToken(token.revoke(NOW, "operator"), alice.disable(NOW)));
    }

    @Test
    void what_ended_before_a_time_is_counted_and_removed_in_batches() {
        for (int i = 0; i < 5; i++) {
            tokens.add(token(alice, "Revoked " + i, NOW, Optional.empty()).revoke(NOW.plusSeconds(i), "operator"));
            tokens.add(token(alice, "Expired " + i, NOW, Optional.of(NOW.plusSeconds(10 + i))));
        }
        tokens.add(token(alice, "Both", NOW, Optional.of(NOW.plusSeconds(2))).revoke(NOW.plusSeconds(1), "operator"));
        AccessToken alive = token(alice, "Alive", NOW, Optional.empty());
        tokens.add(alive);

        assertThat(tokens.countEndedBefore(NOW.plusSeconds(3))).isEqualTo(4);
        assertThat(tokens.countEndedBefore(NOW.plusSeconds(60))).isEqualTo(11);
        int removed = 0;
        for (int batch = tokens.removeEndedBefore(NOW.plusSeconds(60), 3);
                batch > 0;
                batch = tokens.removeEndedBefore(NOW.plusSeconds(60), 3)) {
            assertThat(batch).isLessThanOrEqualTo(3);
            removed += batch;
        }

        assertThat(removed).isEqualTo(11);
        assertThat(tokens.count(TokenFilter.everything())).isEqualTo(1);
        assertThat(tokens.find(alive.id())).contains(alive);
    }

    @Test
    void what_was_never_added_is_not_found() {
        AccessToken never = token(alice, "Never", NOW, Optional.empty());

        assertThat(tokens.find(never.id())).isEmpty();
        assertThat(tokens.findByDigest(never.digest())).isEmpty();
        assertThat(tokens.findOwned(never.digest(), NOW, TokenPolicy.standard()))
                .isEmpty();
        assertThat(tokens.findUnrevoked(alice.id(), never.name())).isEmpty();
    }

    @Test
    void a_name_is_taken_without_regard_to_case_until_its_token_is_revoked() {
        AccessToken first = token(alice, "Build Server", NOW, Optional.empty());
        tokens.add(first);

        assertThatThrownBy(() -> tokens.add(token(alice, "BUILD SERVER", NOW, Optional.empty())))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.NAME_TAKEN));
        tokens.add(token(bob, "build server", NOW, Optional.empty()));
        tokens.update(first.revoke(NOW, "operator"));
        tokens.add(token(alice, "build server", NOW, Optional.empty()));

        assertThat(tokens.countUnrevokedOf(alice.id())).isEqualTo(1);
        assertThat(tokens.findUnrevoked(alice.id(), TokenName.parse("Build server")))
                .hasValueSatisfying(found -> assertThat(found.name().value()).isEqualTo("build server"));
    }

    // Revoking must not undo what another request wrote in the meantime.
    @Test
    void revoking_keeps_the_first_time_and_the_last_use() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.empty());
        tokens.add(token);
        tokens.noteUses(List.of(use(token, NOW.plusSeconds(5), "192.0.2.1")));

        tokens.update(token.revoke(NOW.plusSeconds(10), "operator"));
        tokens.update(token.revoke(NOW.plusSeconds(20), "operator"));
        tokens.update(token);

        AccessToken kept = tokens.find(token.id()).orElseThrow();
        assertThat(kept.revokedAt()).contains(NOW.plusSeconds(10));
        assertThat(kept.lastUsedAt()).contains(NOW.plusSeconds(5));
    }

    @Test
    void all_tokens_of_an_owner_are_revoked_at_once_expired_ones_too() {
        AccessToken expired = token(alice, "Old", NOW.minusSeconds(60), Optional.of(NOW.minusSeconds(30)));
        AccessToken active = token(alice, "New", NOW, Optional.empty());
        AccessToken revoked = token(alice, "Gone", NOW, Optional.empty());
        AccessToken others = token(bob, "Other", NOW, Optional.empty());
        List.of(expired, active, revoked, others).forEach(tokens::add);
        tokens.update(revoked.revoke(NOW, "alice@example.com"));

        int ended = tokens.revokeAllOf(alice.id(), new Stamp(NOW.plusSeconds(1), "operator"));

        assertThat(ended).isEqualTo(2);
        assertThat(tokens.findOwned(active.digest(), NOW, TokenPolicy.standard()))
                .contains(new OwnedToken(active.revoke(NOW.plusSeconds(1), "operator"), alice));
        assertThat(tokens.find(expired.id())).contains(expired.revoke(NOW.plusSeconds(1), "operator"));
        assertThat(tokens.find(revoked.id())).contains(revoked.revoke(NOW, "alice@example.com"));
        assertThat(tokens.find(others.id())).contains(others);
        assertThat(tokens.findUnrevoked(alice.id(), active.name())).isEmpty();
    }

    @Test
    void every_token_is_revoked_at_once() {
        AccessToken one = token(alice, "One", NOW, Optional.empty());
        AccessToken other = token(bob, "Other", NOW, Optional.empty());
        tokens.add(one);
        tokens.add(other);
        assertThat(tokens.findOwned(one.digest(), NOW, TokenPolicy.standard())).isPresent();

        assertThat(tokens.revokeAll(new Stamp(NOW, "operator"))).isEqualTo(2);
        assertThat(tokens.revokeAll(new Stamp(NOW, "operator"))).isZero();

        assertThat(tokens.findOwned(one.digest(), NOW, TokenPolicy.standard()))
                .contains(new OwnedToken(one.revoke(NOW, "operator"), alice));
        assertThat(tokens.find(other.id())).contains(other.revoke(NOW, "operator"));
    }

    @Test
    void a_suspension_is_kept_with_whether_it_was_the_owners() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.empty());
        tokens.add(token);
        AccessToken byOwner = token.suspendByOwner(NOW.plusSeconds(1), "alice@example.com");
        AccessToken byAnother = token.suspend(NOW.plusSeconds(1), "alice@example.com");

        for (AccessToken changed : List.of(byOwner, byAnother, byOwner, byOwner.resume())) {
            tokens.update(changed);

            assertThat(tokens.find(token.id())).contains(changed);
        }
    }

    @Test
    void all_that_can_change_of_a_token_is_kept_and_its_last_use_is_left_alone() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.of(NOW.plusSeconds(60)));
        tokens.add(token);
        tokens.noteUses(List.of(use(token, NOW.plusSeconds(5), "192.0.2.1")));
        AccessToken changed = token.named(TokenName.parse("Desk"))
                .within(new LifeSpan(NOW, Optional.of(NOW.plusSeconds(90))))
                .narrowedTo(Narrowing.to(Set.of(new Permission("recipe:view"))))
                .usableFrom(Networks.parse("10.0.0.0/8 2001:db8::1"))
                .suspend(NOW.plusSeconds(1), "admin@example.com");

        tokens.update(changed);

        assertThat(tokens.find(token.id())).contains(changed.usedAt(NOW.plusSeconds(5)));
        assertThat(tokens.findUnrevoked(alice.id(), TokenName.parse("desk"))).isPresent();
        assertThat(tokens.findUnrevoked(alice.id(), TokenName.parse("Laptop"))).isEmpty();
        assertThat(tokens.count(TokenFilter.nameLike("DESK"))).isEqualTo(1);
    }

    @Test
    void a_token_cannot_take_the_name_of_another() {
        AccessToken laptop = token(alice, "Laptop", NOW, Optional.empty());
        AccessToken desk = token(alice, "Desk", NOW, Optional.empty());
        tokens.add(laptop);
        tokens.add(desk);

        assertThatThrownBy(() -> tokens.update(desk.named(TokenName.parse("LAPTOP"))))
                .isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).reason())
                .isEqualTo(Reason.NAME_TAKEN);
    }

    // If storing rounded the end down to the creation, the token would never be valid.
    @Test
    void a_life_of_one_microsecond_is_kept_whole() {
        User owner = User.joining(new Email("carried@example.com"), Set.of(), NOW);
        users().add(owner);
        Instant created = NOW.plusNanos(999_999_000);
        AccessToken token = token(owner, "Short", created, Optional.of(created.plusNanos(1_000)));

        tokens().add(token);

        assertThat(tokens().find(token.id())).contains(token);
    }
}
