package dev.keyfob.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSecretTest {

    private final SecureRandom random = new SecureRandom();
    private final SessionSecret secret = SessionSecret.generate(random);

    // At least 128 bits are required. This has 256.
    @Test
    void a_secret_has_256_bits_and_is_read_again_from_its_cookie() {
        assertThat(Base64.getUrlDecoder().decode(secret.reveal())).hasSize(32);
        assertThat(SessionSecret.generate(random).reveal()).isNotEqualTo(secret.reveal());
        assertThat(SessionSecret.parse(secret.reveal()).orElseThrow().digest()).isEqualTo(secret.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\u0410"
            })
    void no_other_cookie_can_be_one_of_ours(String cookie) {
        assertThat(SessionSecret.parse(cookie)).isEmpty();
    }

    // The value in a form is bound to its session.
    @Test
    void a_form_token_belongs_to_its_session_alone() {
        SessionSecret other = SessionSecret.generate(random);

        assertThat(secret.matchesCsrfToken(secret.csrfToken())).isTrue();
        assertThat(secret.matchesCsrfToken(other.csrfToken())).isFalse();
        assertThat(secret.matchesCsrfToken("")).isFalse();
        assertThat(secret.matchesCsrfToken(secret.csrfToken() + "\n")).isFalse();
        assertThat(secret.matchesCsrfToken(secret.reveal())).isFalse();
    }

    // Pages contain the form token, so it must not be the secret of a session or the digest that finds one.
    @Test
    void a_form_token_is_neither_the_secret_nor_the_digest() throws Exception {
        byte[] csrfToken = Base64.getUrlDecoder().decode(secret.csrfToken());
        byte[] plain =
                MessageDigest.getInstance("SHA-256").digest(secret.reveal().getBytes(StandardCharsets.US_ASCII));

        assertThat(csrfToken).isNotEqualTo(secret.digest().bytes()).isNotEqualTo(plain);
        assertThat(secret.csrfToken()).isNotEqualTo(secret.reveal());
    }

    @Test
    void its_text_and_its_digest_hide_it() {
        assertThat(secret).hasToString("SessionSecret[hidden]");
        assertThat(secret.digest().toString()).matches("SessionDigest\\[[0-9a-f]{8}…]");
    }

    @Test
    void a_digest_has_32_bytes_and_nobody_changes_it_from_outside() {
        SessionDigest digest = secret.digest();

        digest.bytes()[0] ^= 1;

        assertThat(digest).isEqualTo(secret.digest()).hasSameHashCodeAs(secret.digest());
        assertThat(digest).isNotEqualTo(SessionSecret.generate(random).digest());
        assertThatThrownBy(() -> new SessionDigest(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
