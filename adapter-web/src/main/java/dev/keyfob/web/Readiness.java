package dev.keyfob.web;

import java.util.List;

/** Can requests be answered? And what an operator should look at although they can: a sentence each, which everyone may read. */
public record Readiness(boolean isUp, List<String> warnings) {

    public Readiness {
        warnings = List.copyOf(warnings);
    }

    /** Nothing to look at. */
    public static Readiness of(boolean isUp) {
        return new Readiness(isUp, List.of());
    }
}
