package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTest {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();

    /** The vectors of docs/token-format.md, computed by another implementation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kfpat_0000000000000000000000000000000002lYmX",
                "kfpat_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz1XXMHD",
                "kfpat_0123456789ABCDEFGHIJKLMNOPQRSTUV4fAYTK",
                "kfpat_abcdefghijklmnopqrstuvwxyz0123453WvBID",
                "kfpat_Keyfob0000000000000000000000004600YXVR",
                "acme_KeyfobKeyfobKeyfobKeyfobKeyfobKe1RoeJ6",
                "abcdefghijklmn_0123456789ABCDEFGHIJKLMNOPQRSTUV4a7Mja",
                "ab0_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz2d6X0N"
            })
    void published_vectors_are_read_whatever_their_prefix(String vector) {
        assertThat(TokenFormat.parse(vector))
                .hasValueSatisfying(secret -> assertThat(secret.reveal()).isEqualTo(vector));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kfpat_",
                "kfpat_0000000000000000000000000000000002lYmY",
                "kfpat_000000000000000000000000000000002lYmX",
                "kfpat_0000000000000000000000000000000002lYmX ",
                "kfpat_0000000000000000000000000000000002lYmX\n",
                " kfpat_0000000000000000000000000000000002lYmX",
                "KFPAT_0000000000000000000000000000000002lYmX",
                // right checksums under prefixes of a wrong form
                "KFPAT_000000000000000000000000000000003QmlVx",
                "ab_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz0cpvKv",
                "abcdefghijklmno_000000000000000000000000000000004E44xc",
                "kf-pat_000000000000000000000000000000003lNuoU",
                // a checksum of the random part alone
                "kfpat_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL",
                // the base62 digits in another order
                "kfpat_0123456789ABCDEFGHIJKLMNOPQRSTUV4Faytk",
                "kfpat_0000000000000000000000000000000002lYmX\r",
                "kfpat_0000000000000000000000000000000002lYmX\u2028",
                "secret-token:",
                "secret-token: kfpat_0000000000000000000000000000000002lYmX",
                "kfpat-0000000000000000000000000000000002lYmX",
                "kfpat_0000000000000000000000000000000002lYm\u0425",
                "secret-token:secret-token:kfpat_0000000000000000000000000000000002lYmX"
            })
    void what_is_not_written_like_a_token_is_none(String text) {
        assertThat(TokenFormat.parse(text)).isEmpty();
    }

    // The published pattern and the parser must agree.
    @Test
    void what_is_read_as_a_token_is_what_the_published_pattern_matches() {
        Pattern published = Pattern.compile("[a-z][a-z0-9]{2,13}_[0-9A-Za-z]{38}");
        Random dice = new Random(20261126);
        String letters = ALPHABET + "_-/:@[`{ \u00e9\u0130\u0660\n";
        int tokens = 0;

        for (int n = 0; n < 200_000; n++) {
            int length = 1 + dice.nextInt(16);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                String from = dice.nextInt(40) == 0 ? letters : "abcxyz019";
                text.append(from.charAt(dice.nextInt(from.length())));
            }
            text.append(dice.nextInt(40) == 0 ? "-" : "_").append(TokenFormat.randomBase62(random, 32));
            if (dice.nextInt(4) == 0) {
                text.setCharAt(dice.nextInt(text.length()), letters.charAt(dice.nextInt(letters.length())));
            }
            text.append(TokenFormat.checksum(text.toString()));

            boolean matches = published.matcher(text).matches();
            tokens += matches ? 1 : 0;
            assertThat(TokenFormat.parse(text.toString()).isPresent())
                    .as(text.toString())
                    .isEqualTo(matches);
        }
        assertThat(tokens).isBetween(50_000, 150_000);
    }

    // RFC 8959
    @Test
    void the_uri_scheme_for_secrets_is_taken_and_never_written() {
        String vector = "kfpat_0000000000000000000000000000000002lYmX";

        assertThat(TokenFormat.parse("secret-token:" + vector))
                .hasValueSatisfying(secret -> assertThat(secret.reveal()).isEqualTo(vector));
    }

    // The checksum detects typing mistakes without a look-up.
    @Test
    void any_edit_of_one_character_and_any_swap_of_neighbours_is_noticed() {
        String secret = TokenFormat.standard().generate(random).reveal();

        for (int i = 0; i < secret.length(); i++) {
            for (char other : (ALPHABET + "_").toCharArray()) {
                if (other != secret.charAt(i)) {
                    assertThat(TokenFormat.parse(secret.substring(0, i) + other + secret.substring(i + 1)))
                            .isEmpty();
                }
            }
            if (i + 1 < secret.length() && secret.charAt(i) != secret.charAt(i + 1)) {
                assertThat(TokenFormat.parse(secret.substring(0, i)
                                + secret.charAt(i + 1)
                                + secret.charAt(i)
                                + secret.substring(i + 2)))
                        .isEmpty();
            }
        }
    }

    // Secrets do not repeat, and all characters are equally likely. With 61 degrees of freedom, a chi-square above 150
    // occurs by chance less than once in a hundred million.
    @Test
    void secrets_are_new_and_evenly_drawn() {
        int draws = 200_000;
        int positions = 32;
        int[][] seen = new int[positions][ALPHABET.length()];
        Set<String> secrets = new HashSet<>();

        for (int n = 0; n < draws; n++) {
            String secret = TokenFormat.standard().generate(random).reveal();
            secrets.add(secret);
            for (int i = 0; i < positions; i++) {
                seen[i][ALPHABET.indexOf(secret.charAt(TokenFormat.DEFAULT_PREFIX.length() + i))]++;
            }
        }

        assertThat(secrets).hasSize(draws);
        double expected = (double) draws / ALPHABET.length();
        for (int[] counts : seen) {
            double chiSquare = 0;
            for (int count : counts) {
                chiSquare += (count - expected) * (count - expected) / expected;
            }
            assertThat(chiSquare).isLessThan(150);
        }
    }

    @Test
    void a_secret_has_44_characters_and_is_read_again() {
        TokenSecret secret = TokenFormat.standard().generate(random);

        assertThat(secret.reveal()).hasSize(44).matches("kfpat_[0-9A-Za-z]{38}");
        assertThat(TokenFormat.parse(secret.reveal()).orElseThrow().digest()).isEqualTo(secret.digest());
    }

    // The hint reveals at most four characters.
    @Test
    void neither_its_text_nor_its_hint_gives_a_secret_away() {
        TokenSecret secret = TokenFormat.standard().generate(random);

        assertThat(secret.toString()).isEqualTo("TokenSecret[hidden]");
        assertThat(secret.hint()).isEqualTo("kfpat_…" + secret.reveal().substring(40));
        assertThat(secret.digest().toString()).hasSizeLessThan(30);
    }

    @Test
    void tokens_of_an_earlier_prefix_are_still_read() {
        TokenSecret earlier = new TokenFormat("old1_").generate(random);

        assertThat(earlier.reveal()).matches("old1_[0-9A-Za-z]{38}");
        assertThat(TokenFormat.parse(earlier.reveal())).isPresent();
    }

    // The published page, which authors of scanners use, must agree with the code.
    @Test
    void the_published_page_is_true() throws IOException {
        Pattern row = Pattern.compile("\\| `([^`]+)` \\| (valid|invalid)\\b.*");
        List<String> lines = Files.readAllLines(Path.of("../docs/token-format.md"));

        List<Matcher> rows =
                lines.stream().map(row::matcher).filter(Matcher::matches).toList();

        assertThat(rows).hasSizeGreaterThan(10);
        assertThat(rows)
                .allSatisfy(
                        vector -> assertThat(TokenFormat.parse(vector.group(1)).isPresent())
                                .as(vector.group(1))
                                .isEqualTo(vector.group(2).equals("valid")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kf_", "Kfpat_", "1kf_", "kfpat", "abcdefghijklmno_", "kf-pat_"})
    void a_prefix_has_its_own_form(String prefix) {
        assertThatThrownBy(() -> new TokenFormat(prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_text_that_holds_a_secret_or_the_most_of_one_is_told_from_a_name() {
        String secret = TokenFormat.standard().generate(new SecureRandom()).reveal();

        assertThat(TokenFormat.holdsSecret(secret)).isTrue();
        assertThat(TokenFormat.holdsSecret("secret-token:" + secret + " ")).isTrue();
        assertThat(TokenFormat.holdsSecret(secret.substring(0, 30))).isTrue();
        assertThat(TokenFormat.holdsSecret(secret.substring(0, secret.length() - 1)))
                .isTrue();
        assertThat(TokenFormat.holdsSecret("kfpat_…A5A1")).isFalse();
        assertThat(TokenFormat.holdsSecret("kfpat_")).isFalse();
        assertThat(TokenFormat.holdsSecret("nightly_deployment_of_the_recipes")).isFalse();
        assertThat(TokenFormat.holdsSecret("00000000-0000-0000-0000-000000000000"))
                .isFalse();
        assertThat(TokenFormat.holdsSecret("")).isFalse();
    }
}
