package dev.keyfob.domain.client;

import dev.keyfob.domain.token.TokenFormat;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a client names itself by. Letters, digits and {@code _} alone, so that no encoding of it differs. */
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

    /** Empty where it cannot be one: who presents it is then as unknown as any other stranger. */
    public static Optional<ClientId> parse(String presented) {
        return FORM.matcher(presented).matches() ? Optional.of(new ClientId(presented)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
