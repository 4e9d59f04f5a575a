package dev.keyfob.cli.doctor;

import java.util.Locale;

/** What a check saw, and what to do about it; nothing where all is well. */
public record Finding(String check, State state, String seen, String remedy) {

    /** How it is. Only a failure makes the doctor's exit code 1. */
    public enum State {
        OK,
        WARNING,
        FAILURE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding ok(String check, String seen) {
        return new Finding(check, State.OK, seen, "");
    }

    public static Finding warning(String check, String seen, String remedy) {
        return new Finding(check, State.WARNING, seen, remedy);
    }

    public static Finding failure(String check, String seen, String remedy) {
        return new Finding(check, State.FAILURE, seen, remedy);
    }
}
