package dev.keyfob.util;

/** Breaks: there_are_no_drawers. */
final class PlantedDrawer {}
