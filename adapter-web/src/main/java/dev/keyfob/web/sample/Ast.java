package dev.keyfob.web.sample;

import java.time.Instant;

/** The parsed sources of a repository, as uploaded. */
public record Ast(String id, String repository, String uploadedBy, Instant uploadedAt) {}
