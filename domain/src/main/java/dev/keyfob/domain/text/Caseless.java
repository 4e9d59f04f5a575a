package dev.keyfob.domain.text;

import java.text.Normalizer;
import java.util.Locale;

/** Text without regard to case: the one form in which names are compared and searched. */
public final class Caseless {

    private Caseless() {}

    /** NFKC, case folded. Two texts that a reader would call the same word have the same form. */
    public static String fold(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        // Upper case unites what lower case alone leaves apart, such as ß and SS; lower case before it brings the
        // capital
        // ẞ there too. Which small sigma comes out depends on its neighbours, so a part would not be found in its
        // whole.
        String caseless = compatible
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
        return Normalizer.normalize(caseless, Normalizer.Form.NFKC);
    }
}
