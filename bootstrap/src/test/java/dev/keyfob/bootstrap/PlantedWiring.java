package dev.keyfob.bootstrap;

import java.sql.Connection;

/** Breaks: bootstrap_uses_front_doors. */
record PlantedWiring(Connection connection) {}
