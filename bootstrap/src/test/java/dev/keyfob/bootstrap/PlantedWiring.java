package dev.keyfob.bootstrap;

import java.sql.Connection;

/** Breaks: bootstrap_uses_front_doors, sql_stays_in_persistence. */
record PlantedWiring(Connection connection) {}
