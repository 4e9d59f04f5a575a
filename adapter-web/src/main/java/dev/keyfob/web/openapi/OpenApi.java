package dev.keyfob.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyfob.domain.digest.Sha256;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.OpenFrame;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /openapi.json} (OpenAPI 3.1) and the page {@code /api-reference} made of it. Both are read at first use. */
public final class OpenApi {

    private static final String SOURCE = "openapi.yaml";

    private final Site site;
    private final OpenFrame openFrame;
    private final Templates templates;

    /** Created at first use, because its examples contain this server's address. */
    private @Nullable ApiReference reference;

    public OpenApi(Site site, OpenFrame openFrame, Templates templates) {
        this.site = site;
        this.openFrame = openFrame;
        this.templates = templates;
    }

    /** The reference, with the frame of the pages if a user is signed in. */
    public record ReferencePage(Optional<PageFrame> frame, ApiReference reference) {}

    public void serve(Context ctx) {
        ctx.header("Cache-Control", "no-cache");
        ctx.header("ETag", Document.ETAG);
        ctx.contentType("application/json; charset=utf-8").result(Document.JSON);
    }

    public void show(Context ctx) {
        templates.show(ctx, "apiReference.jte", new ReferencePage(openFrame.of(ctx, "API reference"), reference()));
    }

    private synchronized ApiReference reference() {
        if (reference == null) {
            reference = ApiReference.of(Document.TREE, site.origin());
        }
        return reference;
    }

    /** A separate class, so that the document is read only when it is requested. */
    private static final class Document {

        static final byte[] JSON;
        static final String ETAG;
        static final JsonNode TREE;

        static {
            try (InputStream in = OpenApi.class.getResourceAsStream(SOURCE)) {
                JsonNode tree = new YAMLMapper().readTree(in);
                JSON = new ObjectMapper().writeValueAsBytes(tree);
                ETAG = '"' + Sha256.of(JSON).hex(8) + '"';
                TREE = tree;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
