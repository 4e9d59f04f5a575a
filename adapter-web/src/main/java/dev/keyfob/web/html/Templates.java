package dev.keyfob.web.html;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Renders the templates compiled into this module. A template takes {@code page} and the links to the assets. */
public final class Templates {

    public static final String MEDIA_TYPE = "text/html; charset=utf-8";

    private final TemplateEngine engine = TemplateEngines.compiled();
    private final Links links;

    public Templates(Links links) {
        engine.setBinaryStaticContent(true);
        this.links = links;
    }

    public void show(Context ctx, String template, Object page) {
        ctx.contentType(MEDIA_TYPE).result(page(template, page));
    }

    /** Renders the whole page, encoded in UTF-8. */
    public byte[] page(String template, Object page) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template, Map.of("page", page, "links", links), output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
