package dev.keyfob.web.assets;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** The few files that pages are made of besides HTML. */
public final class Assets {

    private record Asset(byte[] content, String type, String version) {}

    private final Map<String, Asset> assets = Map.of(
            "keyfob.css", load("keyfob.css", "text/css; charset=utf-8"),
            "keyfob.js", load("keyfob.js", "text/javascript; charset=utf-8"),
            "keyfob.svg", load("keyfob.svg", "image/svg+xml; charset=utf-8"));

    public String url(String name) {
        return "/assets/" + name + "?v="
                + Objects.requireNonNull(assets.get(name), name).version();
    }

    public void serve(Context ctx) {
        serve(ctx, ctx.pathParam("name"));
    }

    public void icon(Context ctx) {
        serve(ctx, "keyfob.svg");
    }

    private void serve(Context ctx, String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw new NotFoundResponse();
        }
        boolean isExact = asset.version().equals(ctx.queryParam("v"));
        ctx.header("Cache-Control", isExact ? "public, max-age=31536000, immutable" : "no-cache");
        ctx.contentType(asset.type()).result(asset.content());
    }

    private static Asset load(String name, String type) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            byte[] content = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Asset(content, type, HexFormat.of().formatHex(digest, 0, 8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
