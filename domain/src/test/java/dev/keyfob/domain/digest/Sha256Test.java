package dev.keyfob.domain.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {

    // The one-block example of FIPS 180-4.
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void it_is_the_digest_of_the_standard() {
        assertThat(Sha256.of("abc").hex()).isEqualTo(OF_ABC);
        assertThat(Sha256.of("abc").hex(8)).isEqualTo(OF_ABC.substring(0, 16));
        assertThat(Sha256.of("ü")).isEqualTo(Sha256.of("ü".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void two_of_the_same_bytes_are_one_and_only_its_beginning_is_shown() {
        Sha256 digest = Sha256.of("abc");

        assertThat(new Sha256(digest.bytes())).isEqualTo(digest).hasSameHashCodeAs(digest);
        assertThat(Sha256.of("abd")).isNotEqualTo(digest);
        assertThat(digest).hasToString("ba7816bf…");
    }

    @Test
    void its_bytes_cannot_be_changed_and_there_are_thirty_two() {
        Sha256 digest = Sha256.of("abc");

        digest.bytes()[0] = 0;

        assertThat(digest.hex()).isEqualTo(OF_ABC);
        assertThatThrownBy(() -> new Sha256(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
