package dev.keyfob.web.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;

/**
 * Creates the engine for the templates that are compiled with this module. {@code make pages} replaces this class by
 * another one.
 */
final class TemplateEngines {

    private TemplateEngines() {}

    static TemplateEngine compiled() {
        return TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.keyfob.web.jte");
    }
}
