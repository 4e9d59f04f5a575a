package dev.keyfob.web.html;

/** The URLs of the assets, each with a digest of its content, and whether this server runs in demo mode. */
public record Links(String style, String script, String icon, boolean demo) {}
