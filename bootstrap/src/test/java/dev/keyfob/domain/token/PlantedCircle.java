package dev.keyfob.domain.token;

import dev.keyfob.domain.planted.PlantedDomain;

/** Breaks: packages_do_not_go_in_circles. */
record PlantedCircle(PlantedDomain other) {}
