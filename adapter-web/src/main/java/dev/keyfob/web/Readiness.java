package dev.keyfob.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Can requests be answered? It says so of each part that they need; everyone may read it. */
public record Readiness(List<Part> parts) {

    public Readiness {
        parts = List.copyOf(parts);
    }

    /** How a part is. */
    public enum State {
        READY,
        /** Requests are answered all the same, and an operator should look at it. */
        DEGRADED,
        /** Requests cannot be answered without it. */
        NOT_READY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What requests need. The codes are in answers and metrics, so they stay the same. */
    public enum Name {
        DATABASE,
        MIGRATIONS,
        CHANNEL,
        HISTORY,
        CLOCK,
        /** Mentioned only when it has been told to stop. */
        SERVER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How one part is.
     *
     * @param warning what an operator should know, where there is something
     */
    public record Part(Name name, State state, Optional<String> warning) {

        public static Part of(Name name, boolean isReady) {
            return new Part(name, isReady ? State.READY : State.NOT_READY, Optional.empty());
        }

        /** It works, and where there is a warning, not as well as it should. */
        public static Part warned(Name name, Optional<String> warning) {
            return new Part(name, warning.isPresent() ? State.DEGRADED : State.READY, warning);
        }
    }

    /** Of a process that answers this at all. */
    public static Readiness alive() {
        return new Readiness(List.of());
    }

    public boolean isUp() {
        return parts.stream().noneMatch(part -> part.state() == State.NOT_READY);
    }

    /** A sentence each. */
    public List<String> warnings() {
        return parts.stream().flatMap(part -> part.warning().stream()).toList();
    }
}
