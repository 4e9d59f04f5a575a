package dev.keyfob.persistence.connection;

import dev.keyfob.persistence.Database;

/** Breaks: packages_do_not_go_in_circles, with the root package in the circle. */
record PlantedRoom(Database database) {}
