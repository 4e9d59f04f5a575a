package dev.keyfob.domain.client;

import dev.keyfob.domain.token.TokenFormat;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id with which a client authenticates. It consists of letters, digits and {@code _}, so no encoding changes it.
 */
public record ClientId(String value) {

    private static final Pattern FORM = Pattern.compile("kfclient_[0-9A-Za-z]{16}");

    public ClientId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a client id");
        }
    }

    public static ClientId generate(SecureRandom random) {
        return new ClientId("kfclient_" + TokenFormat.randomBase62(random, 16));
    }

    /** Returns the id; empty if the text cannot be one. A malformed id is treated like an unknown one. */
    public static Optional<ClientId> parse(String presented) {
        return FORM.matcher(presented).matches() ? Optional.of(new ClientId(presented)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
