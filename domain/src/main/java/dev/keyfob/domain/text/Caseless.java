package dev.keyfob.domain.text;

import java.text.Normalizer;
import java.util.Locale;

/** Text without regard to case: the one form in which names are compared and searched. */
public final class Caseless {

    private Caseless() {}

    /** NFKC, case folded. Two texts that a reader would call the same word have the same form. */
    public static String fold(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        // Upper-casing folds what lower-casing keeps apart, such as ß and SS; lower-casing first makes that true for
        // the capital ẞ as well. Which small sigma results depends on its neighbours, so both are folded to one:
        // otherwise a search for part of a word could miss it.
        String caseless = compatible
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
        return Normalizer.normalize(caseless, Normalizer.Form.NFKC);
    }
}
