package dev.keyfob.domain.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.token.TokenFormat;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class LeakLocationTest {

    private final String token =
            TokenFormat.standard().generate(new SecureRandom()).reveal();
    private final String hint = "kfpat_…" + token.substring(40);

    @Test
    void an_ordinary_place_stays_as_it_is() {
        assertThat(LeakLocation.parse("src/Ärger 1/app.env:3")).hasToString("src/Ärger 1/app.env:3");
    }

    @Test
    void a_secret_in_it_is_hidden_wherever_it_stands() {
        assertThat(LeakLocation.parse("https://h/é?token=" + token + "&again=" + token + "#" + token))
                .hasToString("https://h/é?token=" + hint + "&again=" + hint + "#" + hint);
        assertThat(LeakLocation.parse("🔑🔑" + token)).hasToString("🔑🔑" + hint);
    }

    @Test
    void it_is_one_line_without_tricks() {
        assertThat(LeakLocation.parse("a\nb\u001b[31mc\u202ed\u2028e\ud800f\tg"))
                .hasToString("a?b?[31mc?d?e?f?g");
    }

    @Test
    void it_is_cut_where_it_is_long_and_not_within_a_character() {
        assertThat(LeakLocation.parse("x".repeat(200)).text()).hasSize(200).doesNotContain("…");
        assertThat(LeakLocation.parse("x".repeat(201)).text()).hasSize(200).endsWith("x…");
        assertThat(LeakLocation.parse("x".repeat(198) + "🔑🔑").text()).isEqualTo("x".repeat(198) + "…");
    }

    @Test
    void nothing_else_is_a_place() {
        assertThatThrownBy(() -> new LeakLocation("x".repeat(201))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LeakLocation("a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LeakLocation(token)).isInstanceOf(IllegalArgumentException.class);
    }
}
