package dev.keyfob.web.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;

/**
 * Where templates come from: they are compiled with this module. {@code make pages} puts another in this one's place.
 */
final class TemplateEngines {

    private TemplateEngines() {}

    static TemplateEngine compiled() {
        return TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.keyfob.web.jte");
    }
}
