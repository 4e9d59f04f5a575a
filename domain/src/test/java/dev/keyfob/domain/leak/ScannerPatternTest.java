package dev.keyfob.domain.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.token.TokenFormat;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScannerPatternTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void it_follows_the_prefix() {
        assertThat(new ScannerPattern(List.of("acme_")).regex()).isEqualTo("acme_[0-9A-Za-z]{38}");
        assertThat(new ScannerPattern(List.of("acme_", "kfpat_", "acme_")).regex())
                .isEqualTo("(?:acme|kfpat)_[0-9A-Za-z]{38}");
        assertThatThrownBy(() -> new ScannerPattern(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScannerPattern(List.of(".*_"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void after_a_change_of_the_prefix_old_and_new_are_found() {
        String old = TokenFormat.standard().generate(random).reveal();
        String current = new TokenFormat("acme_").generate(random).reveal();

        for (String pattern :
                List.of(new ScannerPattern(List.of("acme_", "kfpat_")).regex(), ScannerPattern.regexForAnyPrefix())) {
            assertThat(old).matches(pattern);
            assertThat(current).matches(pattern);
        }
        assertThat(old).doesNotMatch(new ScannerPattern(List.of("acme_")).regex());
    }
}
