package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.IdPrefix;
import dev.keyfob.domain.token.OwnerCount;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.TimeCondition;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How tokens are filtered, ordered, paged and counted. */
public abstract class TokenListsContract extends StoredTokens {

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
}
