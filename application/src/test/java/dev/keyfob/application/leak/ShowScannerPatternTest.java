package dev.keyfob.application.leak;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.leak.ScannerPattern;
import dev.keyfob.domain.token.TokenFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShowScannerPatternTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void the_pattern_finds_the_tokens_that_are_issued_here_and_those_of_earlier_prefixes() {
        String secret = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();
        TokenFormat earlier = new TokenFormat("old_");
        String old = earlier.generate(keyfob.random).reveal();

        ScannerPattern now = keyfob.useCases.leaks.showScannerPattern.show(keyfob.operator, List.of());
        ScannerPattern both =
                keyfob.useCases.leaks.showScannerPattern.show(keyfob.signedIn(keyfob.admin), List.of("old_"));

        assertThat(secret).matches(now.regex()).matches(both.regex());
        assertThat(old).doesNotMatch(now.regex()).matches(both.regex());
    }

    @Test
    void whoever_does_not_look_after_tokens_is_not_shown_it() {
        assertRefused(
                () -> keyfob.useCases.leaks.showScannerPattern.show(keyfob.signedIn(keyfob.alice), List.of()),
                Reason.ROLE_MISSING);
    }
}
