package dev.keyfob.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports whether requests can be answered, and the state of each part that they need. The report is public. */
public record Readiness(List<Part> parts) {

    public Readiness {
        parts = List.copyOf(parts);
    }

    public enum State {
        READY,
        /** Requests are answered, but an operator should look at the part. */
        DEGRADED,
        /** Requests cannot be answered without it. */
        NOT_READY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A part that requests need. The codes appear in answers and metrics, so they must not change. */
    public enum Name {
        DATABASE,
        MIGRATIONS,
        CHANNEL,
        HISTORY,
        CLOCK,
        /** Reported only while the server is stopping. */
        SERVER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A part and its state.
     *
     * @param warning a message for the operator, if there is one
     */
    public record Part(Name name, State state, Optional<String> warning) {

        public static Part of(Name name, boolean isReady) {
            return new Part(name, isReady ? State.READY : State.NOT_READY, Optional.empty());
        }

        /** Returns a part that works. With a warning, it is degraded. */
        public static Part warned(Name name, Optional<String> warning) {
            return new Part(name, warning.isPresent() ? State.DEGRADED : State.READY, warning);
        }
    }

    /** Returns the readiness of a process that is running. It names no parts. */
    public static Readiness alive() {
        return new Readiness(List.of());
    }

    public boolean isUp() {
        return parts.stream().noneMatch(part -> part.state() == State.NOT_READY);
    }

    /** Returns the warnings of the parts, one sentence each. */
    public List<String> warnings() {
        return parts.stream().flatMap(part -> part.warning().stream()).toList();
    }
}
