package dev.keyfob.web.signin;

import dev.keyfob.domain.actor.Actor;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a user has to sign in, with the text to show. */
public enum SignInReason {
    /** The user is not signed in. */
    PLAIN(""),
    /** The user's session ended. */
    ENDED("Your session ended. Sign in to continue."),
    /** The user is signed in, but not recently enough for the change. */
    FRESH("Sign in again to continue: this change needs a sign-in of the last " + Actor.FRESH_FOR.toMinutes()
            + " minutes. Nothing was changed yet.");

    private final String words;

    SignInReason(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    String code() {
        return this == PLAIN ? "" : name().toLowerCase(Locale.ROOT);
    }

    static SignInReason of(@Nullable String code) {
        return Stream.of(values())
                .filter(why -> why.code().equals(code))
                .findFirst()
                .orElse(PLAIN);
    }
}
