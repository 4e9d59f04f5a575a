package dev.keyfob.persistence;

import dev.keyfob.application.token.TokenSettings;

/** Breaks: persistence_knows_ports_not_use_cases. */
record PlantedStore(TokenSettings rules) {}
