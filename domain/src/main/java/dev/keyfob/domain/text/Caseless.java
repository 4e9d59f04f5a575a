package dev.keyfob.domain.text;

import java.text.Normalizer;
import java.util.Locale;

/** Converts text to the only form in which names are compared and searched without regard to case. */
public final class Caseless {

    private Caseless() {}

    /**
     * Returns the text in NFKC, case folded. Two texts that a reader would consider the same word have the same form.
     */
    public static String fold(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        // Conversion to upper case merges letters that lower case keeps apart, such as ß and SS. Conversion to lower
        // case before it does the same for the capital ẞ. Which lower-case sigma results depends on the neighbouring
        // letters, so both become the same one. Otherwise a search for part of a word could miss it.
        String caseless = compatible
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
        return Normalizer.normalize(caseless, Normalizer.Form.NFKC);
    }
}
