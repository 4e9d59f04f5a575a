package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSecretTest {

    // Prefix, an ellipsis, and no more than four characters of the rest.
    @ParameterizedTest
    @CsvSource({
        "kfpat_0123456789ABCDEFGHIJKLMNOPQRSTUV4fAYTK, kfpat_…AYTK",
        "acme_KeyfobKeyfobKeyfobKeyfobKeyfobKe1RoeJ6, acme_…oeJ6",
        "abcdefghijklmn_0123456789ABCDEFGHIJKLMNOPQRSTUV4a7Mja, abcdefghijklmn_…7Mja",
    })
    void a_hint_is_the_prefix_and_the_last_four_characters(String text, String hint) {
        TokenSecret secret = TokenFormat.parse(text).orElseThrow();

        assertThat(secret.hint()).isEqualTo(hint);
        assertThat(secret).hasToString("TokenSecret[hidden]");
        assertThat(secret.reveal()).isEqualTo(text);
    }

    @Test
    void the_last_four_characters_are_read_from_however_a_hint_is_typed() {
        assertThat(TokenSecret.hintIn("A5A1")).contains("A5A1");
        assertThat(TokenSecret.hintIn("kfpat_…A5A1")).contains("A5A1");
        assertThat(TokenSecret.hintIn("kfpat_...A5A1")).contains("A5A1");
        assertThat(TokenSecret.hintIn("…A5A1")).contains("A5A1");
        assertThat(TokenSecret.hintIn("5A1")).isEmpty();
        assertThat(TokenSecret.hintIn("Laptop")).isEmpty();
        assertThat(TokenSecret.hintIn("…A5-1")).isEmpty();
        assertThat(TokenSecret.hintIn("")).isEmpty();
    }
}
