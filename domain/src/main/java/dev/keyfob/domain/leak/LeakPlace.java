package dev.keyfob.domain.leak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a secret was seen, as it can be printed and kept: a path or an address, on one line, not too long, and without
 * the secret itself, which some put into file names and URLs.
 */
public record LeakPlace(String text) {

    /** The names in the audit log have 300. */
    private static final int LONGEST = 200;

    public LeakPlace {
        if (text.length() > LONGEST || !text.equals(readable(text))) {
            throw new IllegalArgumentException("a place is one short line without a secret");
        }
    }

    public static LeakPlace parse(String seen) {
        String text = readable(seen);
        if (text.length() <= LONGEST) {
            return new LeakPlace(text);
        }
        int end = LONGEST - 1;
        return new LeakPlace(text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…");
    }

    /** On one line, and with a hint in place of each secret. */
    public static String readable(String seen) {
        StringBuilder text = new StringBuilder(seen.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?"));
        List<TokenMatch> sightings = new ArrayList<>();
        try {
            TokenSearch.in(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), sightings::add);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be read", e);
        }
        for (int i = sightings.size() - 1; i >= 0; i--) {
            TokenMatch sighting = sightings.get(i);
            int begin = text.offsetByCodePoints(0, (int) sighting.column() - 1);
            text.replace(begin, begin + sighting.length(), sighting.secret().hint());
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
