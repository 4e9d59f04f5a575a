package dev.keyfob.web.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses an answer if the client accepts that, and answers 304 if the client already has it (RFC 9110 sections
 * 8.8.3, 12.5.3 and 13.1.2). The compressed form has a different ETag, because its bytes differ.
 */
public final class AnswerEncoding {

    /**
     * The smallest answer to compress, in bytes. An answer that fits into one packet arrives no sooner if it is
     * smaller.
     */
    private static final int SMALLEST = 1500;

    private static final String CONTENT_ENCODING = "Content-Encoding";
    private static final String ETAG = "ETag";
    private static final String GZIP = "gzip";

    private AnswerEncoding() {}

    /** Encodes an answer that is complete. A streamed answer is left as it is. */
    public static void choose(Context ctx) {
        InputStream result = ctx.resultInputStream();
        if (result == null) {
            return;
        }
        byte[] whole = bytes(result);
        boolean isWorthIt = whole.length >= SMALLEST && !isPage(ctx);
        boolean isCompressed = isWorthIt && takesGzip(ctx);
        if (isWorthIt) {
            ctx.res().addHeader("Vary", "Accept-Encoding");
        }
        Optional<String> etag = Optional.ofNullable(ctx.res().getHeader(ETAG))
                .map(tag -> isCompressed ? tag.substring(0, tag.length() - 1) + "-gzip\"" : tag);
        etag.ifPresent(tag -> ctx.header(ETAG, tag));
        if (etag.isPresent() && isKnown(ctx, etag.get())) {
            ctx.status(304).result(new byte[0]);
        } else if (isCompressed) {
            ctx.header(CONTENT_ENCODING, GZIP).result(compressed(whole));
        } else {
            ctx.result(whole);
        }
    }

    // A page contains text from the request and the CSRF token. If it were compressed, its length would reveal the
    // token bit by bit (BREACH).
    private static boolean isPage(Context ctx) {
        return Optional.ofNullable(ctx.res().getContentType()).orElse("").startsWith("text/html");
    }

    /** Returns the stream for an answer that is written piece by piece. */
    public static OutputStream stream(Context ctx) {
        ctx.res().addHeader("Vary", "Accept-Encoding");
        if (!takesGzip(ctx)) {
            return ctx.outputStream();
        }
        ctx.header(CONTENT_ENCODING, GZIP);
        try {
            return new GZIPOutputStream(ctx.outputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Drops what was streamed, so that a refusal can be sent instead. Returns false if a part of it was already sent.
     */
    public static boolean takeBack(Context ctx) {
        if (ctx.res().isCommitted()) {
            return false;
        }
        ctx.res().resetBuffer();
        ctx.res().setHeader(CONTENT_ENCODING, null);
        return true;
    }

    private static boolean isKnown(Context ctx, String etag) {
        boolean isRead = ctx.method() == HandlerType.GET || ctx.method() == HandlerType.HEAD;
        return isRead
                && ctx.statusCode() == 200
                && elements(ctx, "If-None-Match")
                        .anyMatch(known -> known.equals("*")
                                || known.replaceFirst("^W/", "").equals(etag));
    }

    // The name itself takes precedence over the asterisk, and a weight of 0 means no.
    private static boolean takesGzip(Context ctx) {
        Map<String, Boolean> taken = new HashMap<>();
        elements(ctx, "Accept-Encoding").forEach(element -> {
            String[] parts = element.toLowerCase(Locale.ROOT).split(";", 2);
            taken.put(parts[0].strip(), parts.length == 1 || !parts[1].strip().matches("q *= *0(\\.0*)?"));
        });
        return taken.getOrDefault(GZIP, taken.getOrDefault("*", false));
    }

    private static Stream<String> elements(Context ctx, String header) {
        List<String> values = Collections.list(ctx.req().getHeaders(header));
        return values.stream().flatMap(value -> Stream.of(value.split(","))).map(String::strip);
    }

    private static byte[] bytes(InputStream result) {
        try {
            return result.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compressed(byte[] whole) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(whole.length / 2);
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
