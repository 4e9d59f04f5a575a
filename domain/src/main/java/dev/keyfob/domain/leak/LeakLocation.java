package dev.keyfob.domain.leak;

import dev.keyfob.domain.text.PlainLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The place where a leaked secret was found, such as a path or a URL, in a form that can be printed and stored: one
 * line of limited length. Secrets in it are replaced, because some file names and URLs contain them.
 */
public record LeakLocation(String text) {

    /** Leaves room for other words in a name of the audit log, which has at most 300 characters. */
    private static final int LONGEST = 200;

    public LeakLocation {
        if (text.length() > LONGEST || !text.equals(readable(text))) {
            throw new IllegalArgumentException("a place is one short line without a secret");
        }
    }

    public static LeakLocation parse(String seen) {
        String text = readable(seen);
        if (text.length() <= LONGEST) {
            return new LeakLocation(text);
        }
        return new LeakLocation(PlainLine.cut(text, LONGEST - 1) + "…");
    }

    /** Returns the text on one line, with each secret replaced by its hint. */
    public static String readable(String seen) {
        StringBuilder text = new StringBuilder(seen.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?"));
        List<TokenMatch> matches = new ArrayList<>();
        try {
            TokenSearch.in(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), matches::add);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be read", e);
        }
        for (int i = matches.size() - 1; i >= 0; i--) {
            TokenMatch match = matches.get(i);
            int begin = text.offsetByCodePoints(0, (int) match.column() - 1);
            text.replace(begin, begin + match.length(), match.secret().hint());
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
