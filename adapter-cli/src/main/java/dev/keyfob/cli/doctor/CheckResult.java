package dev.keyfob.cli.doctor;

import java.util.Locale;

/** The result of a check: what it found, and how to fix it. The remedy is empty if nothing needs fixing. */
public record CheckResult(String check, State state, String seen, String remedy) {

    /** The state of what was checked. Only a failure makes the doctor's exit code 1. */
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
