package dev.keyfob.web.json;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads and writes JSON. Repeated members, trailing text, deep nesting and encodings other than UTF-8 are refused. */
public final class Json {

    public static final String MEDIA_TYPE = "application/json;charset=utf-8";
    public static final int DEEPEST = 20;

    /** Some editors and libraries write it before the text. RFC 8259 section 8.1 allows parsers to ignore it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final ObjectMapper STRICT = new ObjectMapper(unrecycled()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(50)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /**
     * Returns a builder for readers and writers that do not reuse their buffers, because the buffers contain secrets.
     */
    public static JsonFactoryBuilder unrecycled() {
        return new JsonFactoryBuilder().recyclerPool(JsonRecyclerPools.nonRecyclingPool());
    }

    /**
     * Reads one JSON value. Throws CharacterCodingException if it is not UTF-8, and another IOException if it is not
     * valid.
     */
    public static JsonNode read(byte[] body) throws IOException {
        // Decoded here, because the parser would also accept UTF-16 and UTF-32.
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString();
        return STRICT.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    public static void answer(Context ctx, int status, Object value) {
        ctx.status(status).contentType(MEDIA_TYPE).result(bytes(value));
    }

    /** Writes the members of an object. */
    public interface Members {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /**
     * Returns an object like {@link #bytes}, but without a map, for answers that are sent thousands of times a second.
     */
    public static byte[] object(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = STRICT.createGenerator(bytes)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory can always be written", e);
        }
        return bytes.toByteArray();
    }

    public static byte[] bytes(Object value) {
        try {
            return STRICT.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists of them can always be written", e);
        }
    }
}
