package dev.keyfob.web.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Path;

/**
 * Stands in for the class of this name in adapter-web when {@code make pages} runs: templates are read from their
 * sources, and compiled again when one has changed. Run it from the top of the checkout.
 */
final class TemplateEngines {

    private static final Path SOURCES = Path.of("adapter-web/src/main/jte");
    private static final Path CLASSES = Path.of("bootstrap/target/pages-classes");

    private TemplateEngines() {}

    static TemplateEngine compiled() {
        // Under the usual package, those in the jar would be found first.
        TemplateEngine engine = TemplateEngine.create(
                new DirectoryCodeResolver(SOURCES), CLASSES, ContentType.Html, null, "dev.keyfob.web.jte.pages");
        engine.setTrimControlStructures(true);
        return engine;
    }
}
