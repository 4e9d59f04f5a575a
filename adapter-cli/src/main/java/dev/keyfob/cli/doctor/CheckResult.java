package dev.keyfob.cli.doctor;

import java.util.Locale;

/** What a check saw, and what to do about it; nothing where all is well. */
public record CheckResult(String check, State state, String seen, String remedy) {

    /** How it is. Only a failure makes the doctor's exit code 1. */
    public enum State {
        OK,
        WARNING,
        FAILURE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static CheckResult ok(String check, String seen) {
        return new CheckResult(check, State.OK, seen, "");
    }

    public static CheckResult warning(String check, String seen, String remedy) {
        return new CheckResult(check, State.WARNING, seen, remedy);
    }

    public static CheckResult failure(String check, String seen, String remedy) {
        return new CheckResult(check, State.FAILURE, seen, remedy);
    }
}
