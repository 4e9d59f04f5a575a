package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** RFC 9110 section 11.4. */
class CredentialsTest {

    @Test
    void it_reads_what_the_grammar_allows_and_nothing_else() {
        Pattern grammar = Pattern.compile("(?i:bearer) +((?:secret-token:)?[A-Za-z0-9._~+/-]+=*)");
        String[] parts = {
            "Bearer",
            "bearer",
            "BEARER",
            "Basic",
            "Bearerx",
            " ",
            " ",
            "  ",
            "\t",
            "kfpat_abc",
            "a",
            "Z",
            "9",
            "-._~+/",
            "=",
            "==",
            "secret-token:",
            ":",
            ",",
            "\u0000",
            "\u00e9",
            "\u0130",
            "\n",
            ""
        };
        Random dice = new Random(20261126);
        int read = 0;

        for (int n = 0; n < 200_000; n++) {
            StringBuilder header = new StringBuilder(dice.nextInt(3) == 0 ? "" : "Bearer ");
            for (int i = dice.nextInt(5); i >= 0; i--) {
                header.append(parts[dice.nextInt(parts.length)]);
            }
            var expected = grammar.matcher(header);
            boolean matches = expected.matches();
            read += matches ? 1 : 0;

            if (matches) {
                assertThat(Credentials.of("Bearer", header.toString())).contains(expected.group(1));
            } else {
                assertThat(Credentials.of("Bearer", header.toString()))
                        .as(header.toString())
                        .isEmpty();
            }
        }
        assertThat(read).isGreaterThan(10_000);
    }
}
