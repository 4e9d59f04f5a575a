package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenUses;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How accepted and refused uses of tokens are recorded. */
public abstract class TokenUsesContract extends StoredTokens {

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
}
