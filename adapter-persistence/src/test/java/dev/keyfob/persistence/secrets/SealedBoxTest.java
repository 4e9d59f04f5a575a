package dev.keyfob.persistence.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealedBoxTest {

    private static final String TEXT = "kfpat_secret";

    private final byte[] key = new byte[32];
    private final byte[] closed = new SealedBox(key).close(TEXT);

    @Test
    void whoever_has_the_key_opens_it() {
        assertThat(new SealedBox(key).open(closed)).contains(TEXT);
    }

    @Test
    void another_key_does_not() {
        byte[] other = key.clone();
        other[31] = 1;

        assertThat(new SealedBox(other).open(closed)).isEmpty();
    }

    @Test
    void what_was_changed_is_not_opened() {
        for (int i = 0; i < closed.length; i++) {
            byte[] changed = closed.clone();
            changed[i] ^= 1;
            assertThat(new SealedBox(key).open(changed)).isEmpty();
        }
        assertThat(new SealedBox(key).open(new byte[3])).isEmpty();
    }

    @Test
    void it_hides_what_is_in_it_differently_each_time() {
        assertThat(new String(closed, StandardCharsets.ISO_8859_1)).doesNotContain("kfpat", "secret");
        assertThat(new SealedBox(key).close(TEXT)).isNotEqualTo(closed);
    }
}
