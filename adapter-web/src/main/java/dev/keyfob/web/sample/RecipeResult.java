package dev.keyfob.web.sample;

import java.time.Instant;

/** One run of a recipe: by whom and when. */
public record RecipeResult(String id, String recipe, String startedBy, Instant startedAt) {}
