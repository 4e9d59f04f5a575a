package dev.keyfob.web.sample;

import org.jspecify.annotations.Nullable;

/** A code transformation that can be run. */
public record Recipe(String id, String name, @Nullable String description) {}
