package dev.keyfob.application.port;

/** Breaks: ports_are_interfaces. */
final class PlantedPort {}
