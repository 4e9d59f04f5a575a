package dev.keyfob.domain.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenSecret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSearchTest {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();
    private final String token = fresh(TokenFormat.standard());

    @Test
    void it_says_where_a_token_begins_in_characters() {
        List<TokenMatch> found = search("first\r\nsecond\n  München: \"" + token + "\"\n");

        assertThat(found).singleElement().satisfies(match -> {
            assertThat(match.line()).isEqualTo(3);
            assertThat(match.column()).isEqualTo(13);
            assertThat(match.length()).isEqualTo(44);
            assertThat(match.secret().reveal()).isEqualTo(token);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "key=%s",
                "key_%s",
                "API_KEY_%s_OLD",
                "\\n%s\\n",
                "%%3d%s%%26",
                "x%s",
                "XYZ%sXYZ",
                "secret-token:%s",
                "https://user:%s@host/",
                "\0\0%s\0\0",
                "é%sé",
                "_%s_",
                "kfpat_%s",
                "0%s0",
                "abcdefghijklmnopq%s0123456789",
            })
    void it_finds_one_whatever_it_is_glued_to(String around) {
        assertThat(secretsIn(around.formatted(token))).containsExactly(token);
    }

    @Test
    void it_finds_several_glued_to_each_other() {
        List<String> tokens = IntStream.range(0, 50)
                .mapToObj(i -> fresh(TokenFormat.standard()))
                .toList();

        assertThat(secretsIn(String.join("", tokens))).isEqualTo(tokens);
    }

    // Tokens issued under an earlier prefix keep working, so they are found too.
    @ParameterizedTest
    @ValueSource(strings = {"acme_", "ab0_", "abcdefghijklmn_", "kfpat_"})
    void it_finds_every_prefix(String prefix) {
        String other = fresh(new TokenFormat(prefix));

        assertThat(secretsIn("a=" + other + "\n" + token)).containsExactly(other, token);
    }

    // Windows shells write UTF-16.
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16"})
    void it_finds_one_in_utf_16(String charset) throws IOException {
        List<TokenMatch> found = new ArrayList<>();

        TokenSearch.in(
                new ByteArrayInputStream(("one\r\n key=" + token).getBytes(Charset.forName(charset))), found::add);

        assertThat(found).singleElement().satisfies(match -> {
            assertThat(match.secret().reveal()).isEqualTo(token);
            assertThat(match.line()).isEqualTo(2);
            assertThat(match.column()).isEqualTo(6);
        });
    }

    @Test
    void ten_thousand_fresh_tokens_are_found_and_ten_thousand_look_alikes_are_not() {
        Random placing = new Random(1);
        StringBuilder text = new StringBuilder();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String each = fresh(TokenFormat.standard());
            tokens.add(each);
            text.append("x".repeat(placing.nextInt(5))).append('=').append(each);
            text.append(" _-\n\"}".charAt(placing.nextInt(6)))
                    .append(lookAlike(placing))
                    .append('\n');
        }

        assertThat(secretsIn(text.toString())).isEqualTo(tokens);
    }

    /** The result does not depend on the sizes in which the bytes arrive. */
    @Test
    void it_does_not_matter_how_the_bytes_come_in() throws IOException {
        byte[] bytes = ("a\n" + token + "\n" + "é".repeat(70_000) + token + "é").getBytes(StandardCharsets.UTF_8);
        List<TokenMatch> whole = search(new String(bytes, StandardCharsets.UTF_8));
        for (int size : new int[] {1, 2, 7, 43, 44, 45, 4096, 65_535}) {
            List<TokenMatch> found = new ArrayList<>();

            TokenSearch.in(new InPieces(bytes, size), found::add);

            assertThat(found)
                    .usingRecursiveComparison()
                    .ignoringFields("secret")
                    .isEqualTo(whole);
        }
        assertThat(whole).extracting(TokenMatch::column).containsExactly(1L, 70_001L);
    }

    /** A slow second implementation of the rule: tries every stretch of text as a token, the longest prefix first. */
    @Test
    void it_finds_exactly_what_trying_every_place_finds() {
        Random placing = new Random(7);
        String[] fragments = {
            "kfpat_", "acme_", "_", "a", "Z", "9", "\n", " ", "é", token, fresh(new TokenFormat("acme_")), "ab_"
        };
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                text.append(fragments[placing.nextInt(fragments.length)]);
            }
            assertThat(secretsIn(text.toString())).as(text.toString()).isEqualTo(slowly(text.toString()));
        }
    }

    @Test
    void what_is_not_text_is_looked_through_like_anything_else() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);
        System.arraycopy(token.getBytes(StandardCharsets.US_ASCII), 0, noise, 777_777, token.length());
        List<TokenMatch> found = new ArrayList<>();

        TokenSearch.in(new ByteArrayInputStream(noise), found::add);

        assertThat(found).extracting(match -> match.secret().reveal()).containsExactly(token);
    }

    private static List<String> slowly(String text) {
        List<String> found = new ArrayList<>();
        for (int begin = 0; begin < text.length(); begin++) {
            for (int end = begin + 42; end <= Math.min(text.length(), begin + 53); end++) {
                if (TokenFormat.parse(text.substring(begin, end)).isPresent()) {
                    found.add(text.substring(begin, end));
                }
            }
        }
        return found;
    }

    private String lookAlike(Random placing) {
        String real = fresh(TokenFormat.standard());
        int at = TokenFormat.DEFAULT_PREFIX.length() + placing.nextInt(38);
        char other;
        do {
            other = ALPHABET.charAt(placing.nextInt(62));
        } while (other == real.charAt(at));
        return real.substring(0, at) + other + real.substring(at + 1);
    }

    private String fresh(TokenFormat format) {
        return format.generate(random).reveal();
    }

    private static List<String> secretsIn(String text) {
        return search(text).stream()
                .map(TokenMatch::secret)
                .map(TokenSecret::reveal)
                .toList();
    }

    private static List<TokenMatch> search(String text) {
        List<TokenMatch> found = new ArrayList<>();
        try {
            TokenSearch.in(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), found::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    /** Returns at most {@code size} bytes per read. */
    private static final class InPieces extends InputStream {

        private final ByteArrayInputStream bytes;
        private final int size;

        InPieces(byte[] bytes, int size) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.size = size;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            return bytes.read(buffer, from, Math.min(size, length));
        }
    }
}
