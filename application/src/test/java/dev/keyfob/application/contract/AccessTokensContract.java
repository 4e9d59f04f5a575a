package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.IdPrefix;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.OwnerCount;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TimeCondition;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class AccessTokensContract {

    // Clocks in Europe go back an hour on this morning, so half past one occurs twice.
    private static final Instant NOW = Instant.parse("2026-10-25T01:30:00Z");

    private final SecureRandom random = new SecureRandom();
    private AccessTokens tokens;
    private User alice;
    private User bob;

    protected abstract AccessTokens tokens();

    protected abstract Users users();

    @BeforeEach
    void fill() {
        tokens = tokens();
        alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
        bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);
        users().add(alice);
        users().add(bob);
    }

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
    void the_time_of_last_use_never_goes_back() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.empty());
        tokens.add(token);

        tokens.noteUses(List.of(use(token, NOW.plusSeconds(5), "192.0.2.1")));
        tokens.noteUses(List.of(use(token, NOW.plusSeconds(3), "192.0.2.1")));

        assertThat(tokens.find(token.id()).orElseThrow().lastUsedAt()).contains(NOW.plusSeconds(5));
    }

    @Test
    void uses_add_up_by_day_and_the_latest_five_addresses_are_kept() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.empty());
        AccessToken other = token(alice, "Other", NOW, Optional.empty());
        tokens.add(token);
        tokens.add(other);
        LocalDate today = LocalDate.parse("2026-10-25");

        tokens.noteUses(List.of(use(token, NOW, "192.0.2.0"), use(other, NOW, "192.0.2.9")));
        for (int i = 1; i <= 6; i++) {
            tokens.noteUses(List.of(use(token, NOW.plusSeconds(i), "192.0.2." + i)));
        }
        tokens.noteUses(List.of(use(token, NOW, "192.0.2.6")));

        TokenUses uses = tokens.usesOf(token.id());
        assertThat(uses.byDay()).containsExactly(Map.entry(today, 8L));
        assertThat(uses.byAddress())
                .containsOnlyKeys("192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5", "192.0.2.6")
                .containsEntry("192.0.2.6", NOW.plusSeconds(6));
        assertThat(tokens.usesOf(other.id()).total()).isEqualTo(1);
    }

    @Test
    void days_that_are_shown_no_longer_are_dropped() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.empty());
        tokens.add(token);

        tokens.noteUses(List.of(use(token, NOW, "192.0.2.1")));
        tokens.noteUses(List.of(use(token, NOW.plus(Duration.ofDays(29)), "192.0.2.1")));
        LocalDate today = LocalDate.parse("2026-11-23");
        assertThat(tokens.usesOf(token.id()).since(TokenUses.firstDay(today)).total())
                .isEqualTo(2);
        tokens.noteUses(List.of(use(token, NOW.plus(Duration.ofDays(31)), "192.0.2.1")));

        assertThat(tokens.usesOf(token.id())
                        .since(TokenUses.firstDay(today.plusDays(2)))
                        .byDay())
                .containsOnlyKeys(today, today.plusDays(2));
    }

    @Test
    void uses_of_a_token_that_is_gone_do_not_keep_others_from_being_noted() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.empty());
        tokens.add(token);

        tokens.noteUses(List.of(
                use(token(alice, "Gone", NOW, Optional.empty()), NOW, "192.0.2.1"), use(token, NOW, "192.0.2.1")));

        assertThat(tokens.usesOf(token.id()).total()).isEqualTo(1);
    }

    private static RecentUse use(AccessToken token, Instant at, String address) {
        return new RecentUse(
                token.id(),
                at,
                new TokenUses(new TreeMap<>(Map.of(LocalDate.ofInstant(at, ZoneOffset.UTC), 1L)), Map.of(address, at)));
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
    void tokens_are_found_by_the_beginning_of_their_id() {
        for (int i = 0; i < 20; i++) {
            tokens.add(token(alice, "T" + i, NOW, Optional.empty()));
        }

        for (AccessToken token : everything(TokenFilter.everything(), TokenOrder.NEWEST_FIRST, 7)) {
            String id = token.id().toString();
            for (int letters : new int[] {10, 14, 19, 24, 35}) {
                IdPrefix beginning = IdPrefix.parse(id.substring(0, letters)).orElseThrow();
                assertThat(everything(new TokenFilter.IdBegins(beginning), TokenOrder.NEWEST_FIRST, 7))
                        .as(beginning.text())
                        .containsExactly(token);
            }
        }
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

    @Test
    void tokens_are_counted_by_owner_those_of_disabled_owners_left_out() {
        User carol = User.joining(new Email("admin@example.com"), Set.of(), NOW);
        users().add(carol.disable(NOW));
        tokens.add(token(alice, "One", NOW, Optional.empty()));
        tokens.add(token(bob, "One", NOW, Optional.empty()));
        tokens.add(token(bob, "Two", NOW, Optional.empty()));
        tokens.add(token(carol, "One", NOW, Optional.empty()));

        assertThat(tokens.countByOwner(TokenFilter.everything()))
                .containsExactly(new OwnerCount(bob.email(), 2), new OwnerCount(alice.email(), 1));
    }

    @Test
    void a_filter_finds_what_it_matches_in_memory_whatever_is_asked() {
        Random dice = new Random(20261124);
        List<AccessToken> all = mixed(dice);

        for (int i = 0; i < 400; i++) {
            TokenFilter filter = filter(dice, 3);
            List<AccessToken> expected = all.stream().filter(filter::matches).toList();

            assertThat(tokens.count(filter)).as("%s", filter).isEqualTo(expected.size());
            assertThat(everything(filter, TokenOrder.NEWEST_FIRST, 100)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void pages_follow_each_other_without_a_gap_or_a_repetition_in_every_order() {
        List<AccessToken> all = mixed(new Random(7));

        for (TokenOrder.Field field : TokenOrder.Field.values()) {
            List<AccessToken> up = everything(TokenFilter.everything(), new TokenOrder(field, true), 7);
            List<AccessToken> down = everything(TokenFilter.everything(), new TokenOrder(field, false), 7);

            assertThat(up).containsExactlyInAnyOrderElementsOf(all);
            assertThat(down).hasSameSizeAs(up);
            for (int i = 0; i < up.size(); i++) {
                assertThat(down.get(up.size() - 1 - i)).isEqualTo(up.get(i));
            }
        }
        assertThat(everything(TokenFilter.everything(), new TokenOrder(TokenOrder.Field.EXPIRES_AT, true), 7))
                .last()
                .satisfies(last -> assertThat(last.expiresAt()).isEmpty());
    }

    @Test
    void pages_are_read_backwards_in_the_same_order_too() {
        mixed(new Random(7));

        for (TokenOrder.Field field : TokenOrder.Field.values()) {
            for (boolean ascending : new boolean[] {true, false}) {
                TokenOrder order = new TokenOrder(field, ascending);
                List<AccessToken> forwards = everything(TokenFilter.everything(), order, 7);
                List<AccessToken> backwards = new ArrayList<>();
                Optional<Cursor> before = Optional.empty();
                do {
                    Page<AccessToken> page =
                            tokens.list(TokenFilter.everything(), order, new PageRequest(7, before, true));
                    backwards.addAll(0, page.items());
                    before = page.previous();
                } while (before.isPresent());

                assertThat(backwards).as("%s", order).isEqualTo(forwards);
            }
        }
    }

    @Test
    void no_more_are_counted_than_asked_for() {
        List<AccessToken> all = mixed(new Random(7));

        assertThat(tokens.countUpTo(TokenFilter.everything(), all.size() - 1)).isEqualTo(all.size() - 1);
        assertThat(tokens.countUpTo(TokenFilter.everything(), all.size() + 1)).isEqualTo(all.size());
    }

    @Test
    void names_are_ordered_without_regard_to_case_owners_by_address_and_the_never_used_come_first() {
        AccessToken beta = token(bob, "beta", NOW, Optional.empty());
        AccessToken alpha = token(alice, "Alpha", NOW.plusSeconds(1), Optional.empty());
        AccessToken gamma = token(alice, "Gamma", NOW.plusSeconds(2), Optional.empty());
        List.of(beta, alpha, gamma).forEach(tokens::add);
        tokens.noteUses(List.of(
                new RecentUse(gamma.id(), NOW.plusSeconds(5), TokenUses.none()),
                new RecentUse(alpha.id(), NOW.plusSeconds(6), TokenUses.none())));

        assertThat(inOrder(TokenOrder.Field.NAME)).containsExactly("Alpha", "beta", "Gamma");
        assertThat(inOrder(TokenOrder.Field.LAST_USED_AT)).containsExactly("beta", "Gamma", "Alpha");
        assertThat(inOrder(TokenOrder.Field.OWNER)).last().isEqualTo("beta");
    }

    private List<String> inOrder(TokenOrder.Field field) {
        return everything(TokenFilter.everything(), new TokenOrder(field, true), 1).stream()
                .map(token -> token.name().value())
                .toList();
    }

    @Test
    void refusals_are_counted_by_case_and_the_latest_cases_stay() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.empty());
        tokens.add(token);
        RefusedUse.Case denied = new RefusedUse.Case(
                Reason.ROLE_BOUND, Optional.of(new Permission("recipe:deploy")), "192.0.2.0/24", false);
        RefusedUse.Case claimed = new RefusedUse.Case(Reason.EXPIRED, Optional.empty(), "", true);

        tokens.noteRefusals(Map.of(
                token.id(), List.of(new RefusedUse(denied, 2, NOW)),
                TokenId.random(), List.of(new RefusedUse(denied, 2, NOW))));
        tokens.noteRefusals(Map.of(
                token.id(),
                List.of(
                        new RefusedUse(denied, 3, NOW.minusSeconds(1)),
                        new RefusedUse(claimed, 1, NOW.minusSeconds(9)))));

        assertThat(tokens.refusalsOf(token.id()))
                .containsExactly(new RefusedUse(denied, 5, NOW), new RefusedUse(claimed, 1, NOW.minusSeconds(9)));

        List<RefusedUse> many = new ArrayList<>();
        for (int i = 0; i < RefusedUse.MOST; i++) {
            many.add(new RefusedUse(
                    new RefusedUse.Case(Reason.REVOKED, Optional.empty(), "10.0." + i + ".0/24", false),
                    1,
                    NOW.plusSeconds(1 + i)));
        }
        tokens.noteRefusals(Map.of(token.id(), many));

        assertThat(tokens.refusalsOf(token.id()))
                .hasSize(RefusedUse.MOST)
                .doesNotContain(new RefusedUse(denied, 5, NOW));
    }

    @Test
    void refusals_of_tokens_go_with_their_removed_owner() {
        AccessToken token = token(alice, "Laptop", NOW, Optional.empty());
        tokens.add(token);
        RefusedUse.Case denied = new RefusedUse.Case(Reason.EXPIRED, Optional.empty(), "192.0.2.0/24", false);
        tokens.noteRefusals(Map.of(token.id(), List.of(new RefusedUse(denied, 2, NOW))));
        tokens.revokeAllOf(alice.id(), new Stamp(NOW, "operator"));

        tokens.forgetOwner(alice.id());

        assertThat(tokens.refusalsOf(token.id())).isEmpty();
    }

    private List<AccessToken> everything(TokenFilter filter, TokenOrder order, int limit) {
        List<AccessToken> found = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<AccessToken> page = tokens.list(filter, order, new PageRequest(limit, after));
            found.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return found;
    }

    private List<AccessToken> mixed(Random dice) {
        String[] names = {"100%", "a_b", "a\\b", "A!b", "Straße", "STRASSE 2", "ci", "CI server", "über", "ab"};
        List<AccessToken> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant created = NOW.plus(Duration.ofMinutes(dice.nextInt(6) * 30L));
            Optional<Instant> expires = dice.nextInt(3) == 0
                    ? Optional.empty()
                    : Optional.of(created.plus(Duration.ofMinutes(30L * (1 + dice.nextInt(4)))));
            AccessToken token = token(
                            dice.nextBoolean() ? alice : bob,
                            names[dice.nextInt(names.length)] + " " + i,
                            created,
                            expires)
                    .noted(TokenNote.parse(dice.nextBoolean() ? "" : "for\n" + names[dice.nextInt(names.length)]));
            tokens.add(token);
            if (dice.nextInt(4) == 0) {
                token = token.revoke(created.plusSeconds(1), "operator");
                tokens.update(token);
            } else if (dice.nextInt(4) == 0) {
                token = token.suspend(created.plusSeconds(1), "operator");
                tokens.update(token);
            } else if (dice.nextInt(4) == 0) {
                Instant used = created.plus(Duration.ofMinutes(30L * dice.nextInt(4)));
                tokens.noteUses(List.of(use(token, used, "192.0.2.1")));
                token = token.usedAt(used);
            }
            all.add(token);
        }
        return all;
    }

    private TokenFilter filter(Random dice, int depth) {
        switch (dice.nextInt(depth > 0 ? 12 : 9)) {
            case 0:
                return TokenFilter.ownedBy(dice.nextBoolean() ? alice.id() : bob.id());
            case 1:
                EnumSet<TokenState> states = EnumSet.noneOf(TokenState.class);
                for (TokenState state : TokenState.values()) {
                    if (dice.nextBoolean()) {
                        states.add(state);
                    }
                }
                return TokenFilter.inState(
                        states, TokenPolicy.standard(), NOW.plus(Duration.ofMinutes(30L * dice.nextInt(8))));
            case 2:
                return new TokenFilter.NameIs(text(dice));
            case 3:
                return new TokenFilter.CreatedAt(time(dice));
            case 4:
                return new TokenFilter.ExpiresAt(time(dice));
            case 5:
                return new TokenFilter.NoteIs(text(dice));
            case 6:
                return new TokenFilter.NeverUsed();
            case 7:
                return new TokenFilter.IdleSince(NOW.plus(Duration.ofMinutes(30L * dice.nextInt(8))));
            case 8:
                return new TokenFilter.HintIs(
                        new TextCondition.EndsWith(String.valueOf((char) ('0' + dice.nextInt(10)))));
            case 9:
                return new TokenFilter.All(some(dice, depth));
            case 10:
                return new TokenFilter.Any(some(dice, depth));
            default:
                return new TokenFilter.Not(filter(dice, depth - 1));
        }
    }

    private List<TokenFilter> some(Random dice, int depth) {
        List<TokenFilter> filters = new ArrayList<>();
        for (int i = dice.nextInt(3); i > 0; i--) {
            filters.add(filter(dice, depth - 1));
        }
        return filters;
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

    private static TextCondition text(Random dice) {
        String[] texts = {"%", "_", "\\", "!", "a", "strasse", "STRASSE", "ci", "CI", "ü", "Ü", " 1", ""};
        String text = texts[dice.nextInt(texts.length)];
        return switch (dice.nextInt(5)) {
            case 0 -> new TextCondition.OneOf(dice.nextBoolean() ? Set.of() : Set.of(text, "ci 3", "100% 4"));
            case 1 -> new TextCondition.Contains(text);
            case 2 -> new TextCondition.StartsWith(text);
            case 3 -> new TextCondition.EndsWith(text);
            default -> new TextCondition.ContainsFolded(text);
        };
    }

    private static TimeCondition time(Random dice) {
        TimeCondition.Comparison[] comparisons = TimeCondition.Comparison.values();
        return new TimeCondition(
                comparisons[dice.nextInt(comparisons.length)], NOW.plus(Duration.ofMinutes(30L * dice.nextInt(8))));
    }

    private AccessToken token(User owner, String name, Instant created, Optional<Instant> expires) {
        return AccessToken.issue(
                owner.id(),
                TokenName.parse(name),
                TokenFormat.standard().generate(random),
                new LifeSpan(created, expires),
                Narrowing.none());
    }
}
