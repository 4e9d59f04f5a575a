package dev.keyfob.web.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pages of {@code docs/}: the index and the pages that it links to, in its order. Each is rendered at first use. A
 * page that the index does not link to is not served.
 */
public final class Manual {

    /** The name of the index. */
    static final String INDEX = "";

    private static final Map<String, String> IMAGE_TYPES = Map.of(".svg", "image/svg+xml", ".png", "image/png");

    private final String origin;
    private final List<Part> parts;
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, ManualPage> pages = new ConcurrentHashMap<>();

    /** A heading of the index, with the pages that are listed below it. */
    public record Part(String heading, List<Entry> entries) {}

    /** A page in the navigation. */
    public record Entry(String name, String label) {}

    record Image(String type, byte[] content) {}

    /** {@code origin} is this server's address, which replaces the sample address in command lines. */
    Manual(String origin) {
        this.origin = origin;
        this.parts = Markdown.parts(text(INDEX));
        names.add(INDEX);
        parts.forEach(part -> part.entries().forEach(entry -> names.add(entry.name())));
    }

    List<Part> parts() {
        return parts;
    }

    Optional<ManualPage> page(String name) {
        return names.contains(name)
                ? Optional.of(pages.computeIfAbsent(name, first -> Markdown.page(first, text(first), origin)))
                : Optional.empty();
    }

    List<ManualPage> pages() {
        List<ManualPage> all = new ArrayList<>();
        names.forEach(name -> page(name).ifPresent(all::add));
        return all;
    }

    Optional<Image> image(String name) {
        int dot = Math.max(0, name.lastIndexOf('.'));
        String type = IMAGE_TYPES.get(name.substring(dot));
        // A name that leads out of the folder contains another dot or a character that is not allowed here.
        if (type == null || !name.chars().limit(dot).allMatch(Manual::isOfNames)) {
            return Optional.empty();
        }
        return resource(name).map(content -> new Image(type, content));
    }

    private static boolean isOfNames(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '/';
    }

    private static String text(String name) {
        String file = (name.equals(INDEX) ? "index" : name) + ".md";
        return new String(
                resource(file).orElseThrow(() -> new IllegalStateException("the jar has no docs/" + file)),
                StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> resource(String name) {
        try (InputStream in = Manual.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
