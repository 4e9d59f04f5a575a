package dev.keyfob.web.sample;

/** A code transformation that can be run. */
public record Recipe(String id, String name, String description) {}
