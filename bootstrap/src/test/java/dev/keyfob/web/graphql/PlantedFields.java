package dev.keyfob.web.graphql;

import dev.keyfob.web.pages.token.AccessTokenPages;

/** Breaks: web_surfaces_ignore_each_other. */
record PlantedFields(AccessTokenPages pages) {}
