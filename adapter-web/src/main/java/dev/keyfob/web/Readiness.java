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

    /**
     * A part, by a word that stays the same.
     *
     * @param warning what an operator should know, where there is something
     */
    public record Part(String name, State state, Optional<String> warning) {

        public static Part of(String name, boolean isReady) {
            return new Part(name, isReady ? State.READY : State.NOT_READY, Optional.empty());
        }

        /** It works, and where there is a warning, not as well as it should. */
        public static Part warned(String name, Optional<String> warning) {
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
