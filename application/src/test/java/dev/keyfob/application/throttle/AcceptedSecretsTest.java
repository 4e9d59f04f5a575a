package dev.keyfob.application.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.token.TokenDigest;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class AcceptedSecretsTest {

    private static final int PLACES = 1 << 15;

    private final SecureRandom random = new SecureRandom();
    private final AcceptedSecrets secrets = new AcceptedSecrets();

    @Test
    void what_was_good_is_known_until_it_is_good_no_longer() {
        TokenDigest good = digest();
        secrets.add(good);
        secrets.add(good);
        assertThat(secrets.contains(good)).isTrue();
        assertThat(secrets.contains(digest())).isFalse();

        secrets.remove(good);

        assertThat(secrets.contains(good)).isFalse();
    }

    // Two secrets with the same slot and different digests.
    @Test
    void whoever_came_to_a_place_last_has_it_and_is_not_removed_by_the_one_before() {
        TokenDigest first = digest();
        TokenDigest second = ofTheSamePlace(first);
        secrets.add(first);
        secrets.add(second);

        secrets.remove(first);

        assertThat(secrets.contains(first)).isFalse();
        assertThat(secrets.contains(second)).isTrue();
    }

    private TokenDigest ofTheSamePlace(TokenDigest other) {
        TokenDigest found = digest();
        while ((found.hashCode() & PLACES - 1) != (other.hashCode() & PLACES - 1)) {
            found = digest();
        }
        return found;
    }

    private TokenDigest digest() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new TokenDigest(bytes);
    }
}
