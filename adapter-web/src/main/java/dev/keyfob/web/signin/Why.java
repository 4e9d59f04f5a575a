package dev.keyfob.web.signin;

import dev.keyfob.domain.actor.Actor;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why somebody is to sign in, as they are told. */
public enum Why {
    /** They are not signed in. */
    PLAIN(""),
    /** They were. */
    ENDED("Your session ended. Sign in to continue."),
    /** They are, and not lately enough for what they want to change. */
    FRESH("Sign in again to continue: this change needs a sign-in of the last " + Actor.FRESH_FOR.toMinutes()
            + " minutes. Nothing was changed yet.");

    private final String words;

    Why(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    String code() {
        return this == PLAIN ? "" : name().toLowerCase(Locale.ROOT);
    }

    static Why of(@Nullable String code) {
        return Stream.of(values())
                .filter(why -> why.code().equals(code))
                .findFirst()
                .orElse(PLAIN);
    }
}
