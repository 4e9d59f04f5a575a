package dev.keyfob.application.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.count.Counts.Door;
import dev.keyfob.application.count.Counts.Limit;
import dev.keyfob.application.count.Counts.WayIn;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.SignInRefused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks what the use cases count. */
class CountsTest {

    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Counts counts = keyfob.useCases.counts;

    @Test
    void a_verification_counts_once_with_its_outcome_where_the_token_came_in() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        String secret = token.secret().reveal();
        var verifyToken = keyfob.useCases.tokens.verifyToken;

        verifyToken.verify(HERE, secret, List.of());
        verifyToken.verify(HERE, secret, List.of(new Permission("recipe:deploy"), new Permission("ast:upload")));
        verifyToken.verify(HERE, "no token", List.of());
        verifyToken.identify(HERE, secret);
        keyfob.useCases.tokens.revokeToken.revoke(keyfob.operator, token.token().id());
        verifyToken.verify(HERE, secret, List.of());

        assertThat(numbers(counts.verifications(Door.AUTH_CHECK)))
                .isEqualTo(Map.of("ok", 1L, "role_bound", 1L, "malformed", 1L, "revoked", 1L));
        assertThat(numbers(counts.verifications(Door.REQUEST))).isEqualTo(Map.of("ok", 1L));
        assertThat(numbers(counts.verifications(Door.INTROSPECTION))).isEmpty();
    }

    @Test
    void what_was_asked_for_an_administrator_to_see_is_no_verification() {
        keyfob.useCases.tokens.verifyToken.explain(keyfob.operator, "no token", List.of());

        assertThat(numbers(counts.verifications(Door.AUTH_CHECK))).isEmpty();
    }

    @Test
    void sign_ins_count_with_their_outcome_and_limits_with_what_they_refuse() {
        signIn(InMemoryKeyfob.ALICE_PASSWORD);
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> signIn("wrong")).isInstanceOf(Refusal.class);
        }

        assertThat(numbers(counts.signIns(WayIn.PASSWORD)))
                .isEqualTo(Map.of("ok", 1L, "sign_in_failed", 5L, "sign_in_too_soon", 1L));
        assertThat(counts.refusals(Limit.FAILED_SIGN_INS).sum()).isOne();
    }

    @Test
    void a_provider_that_proves_nobody_counts_as_a_sign_in_that_failed() {
        keyfob.useCases.sessions.signInWithIdentity.noteRefused(
                "company", new SignInRefused(Reason.SIGN_IN_FAILED, "token", "the code is old", "No."), HERE);

        assertThat(numbers(counts.signIns(WayIn.IDENTITY))).isEqualTo(Map.of("sign_in_failed", 1L));
    }

    private void signIn(String password) {
        keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(), Password.attempt(password), HERE, InMemoryKeyfob.newDevice(), "Firefox on Linux");
    }

    /** The counters that are not zero. */
    private static Map<String, Long> numbers(OutcomeCounts outcomes) {
        return outcomes.byCode().entrySet().stream()
                .filter(entry -> entry.getValue().getAsLong() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Objects.requireNonNull(entry.getValue()).getAsLong()));
    }
}
