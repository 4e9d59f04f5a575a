package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "naïve", "a\nb"})
    void a_key_that_cannot_be_one_is_refused(String sent) {
        assertRefused(() -> RotationKey.parse(sent), Reason.QUERY_UNREADABLE);
    }

    @Test
    void a_key_is_kept_as_its_digest_and_may_be_long() {
        assertThat(RotationKey.parse("k".repeat(255)).sha256()).hasSize(64).doesNotContain("kkk");
        assertRefused(() -> RotationKey.parse("k".repeat(256)), Reason.QUERY_UNREADABLE);
    }

    private static void assertRefused(Runnable work, Reason reason) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
