package dev.keyfob.persistence;

import dev.keyfob.application.token.TokenRules;

/** Breaks: persistence_knows_ports_not_use_cases. */
record PlantedStore(TokenRules rules) {}
