package dev.keyfob.web.html;

/** Where the assets are, each with the digest of its content, and whether this is a demo. */
public record Links(String style, String script, String icon, boolean demo) {}
