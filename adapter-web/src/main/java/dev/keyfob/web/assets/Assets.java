package dev.keyfob.web.assets;

import dev.keyfob.domain.digest.Sha256;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Serves the style sheets, scripts and icons of the pages. */
public final class Assets {

    private record Asset(byte[] content, String type, String version) {}

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml; charset=utf-8");

    private static final Set<String> NAMES = Set.of(
            "keyfob.css",
            "keyfob.js",
            "keyfob.svg",
            "explorer.css",
            "explorer.js",
            "graphiql.min.css",
            "graphiql.min.js",
            "react.production.min.js",
            "react-dom.production.min.js");

    /** Loaded on first use, because the files of the GraphQL explorer are large. */
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    public String url(String name) {
        return "/assets/" + name + "?v=" + find(name).orElseThrow().version();
    }

    public void serve(Context ctx) {
        serve(ctx, ctx.pathParam("name"));
    }

    public void icon(Context ctx) {
        serve(ctx, "keyfob.svg");
    }

    private void serve(Context ctx, String name) {
        Asset asset = find(name).orElseThrow(NotFoundResponse::new);
        boolean isExact = asset.version().equals(ctx.queryParam("v"));
        ctx.header("Cache-Control", isExact ? "public, max-age=31536000, immutable" : "no-cache");
        ctx.contentType(asset.type()).result(asset.content());
    }

    private Optional<Asset> find(String name) {
        return NAMES.contains(name) ? Optional.of(assets.computeIfAbsent(name, Assets::load)) : Optional.empty();
    }

    private static Asset load(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            byte[] content = in.readAllBytes();
            String type = Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), name);
            return new Asset(content, type, Sha256.of(content).hex(8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
