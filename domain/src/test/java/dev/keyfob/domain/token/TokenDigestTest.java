package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TokenDigestTest {

    private static final String VECTOR = "kfpat_0123456789ABCDEFGHIJKLMNOPQRSTUV4fAYTK";

    /** Computed by another implementation; published in docs/token-format.md. */
    private static final String SHA_256 = "8f472fe85de08d787000505b468a93cab0af83f955be34084d31788a505ddeec";

    private final TokenDigest digest = TokenFormat.parse(VECTOR).orElseThrow().digest();

    @Test
    void it_is_sha_256_of_the_whole_secret() {
        assertThat(HexFormat.of().formatHex(digest.bytes())).isEqualTo(SHA_256);
    }

    @Test
    void the_uri_scheme_is_no_part_of_it() {
        assertThat(TokenFormat.parse("secret-token:" + VECTOR).orElseThrow().digest())
                .isEqualTo(digest);
    }

    @Test
    void equal_bytes_are_the_same_digest_and_one_other_bit_is_another() {
        byte[] bytes = digest.bytes();
        TokenDigest same = new TokenDigest(bytes);
        bytes[31] ^= 1;

        assertThat(same).isEqualTo(digest).hasSameHashCodeAs(digest);
        assertThat(new TokenDigest(bytes)).isNotEqualTo(digest);
    }

    @Test
    void nobody_changes_it_from_outside() {
        byte[] given = digest.bytes();
        TokenDigest made = new TokenDigest(given);

        given[0] ^= 1;
        made.bytes()[1] ^= 1;

        assertThat(made).isEqualTo(digest);
    }

    @Test
    void it_has_32_bytes() {
        assertThatThrownBy(() -> new TokenDigest(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenDigest(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void its_text_tells_a_beginning_only() {
        assertThat(digest).hasToString("TokenDigest[8f472fe8…]");
    }
}
