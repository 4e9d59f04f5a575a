package dev.keyfob.web;

/** Breaks: names_say_something. */
final class PlantedUtils {}
