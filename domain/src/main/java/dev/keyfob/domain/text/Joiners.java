package dev.keyfob.domain.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides where an invisible character that changes the look of its neighbours is allowed: joiners between emoji and in
 * scripts that join their letters, variation selectors, and the tags of flags (UTS 51, Unicode chapters 9, 12 and 23).
 */
final class Joiners {

    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int TEXT_STYLE = 0xFE0E;
    private static final int FIRST_TAG = 0xE0020;
    private static final int END_OF_TAGS = 0xE007F;

    /** No valid sequence is longer. The bound is needed because a text may be one long run of marks. */
    private static final int LONGEST_RUN = 32;

    /** Characters that take a variation selector and are outside of the blocks of {@link #isPicture}. */
    private static final String OTHER_PICTURES = "0123456789#*©®‼⁉™ℹⓂ▪▫▶◀◻◼◽◾〰〽㊗㊙";

    private static final Set<UnicodeScript> JOINING = EnumSet.of(
            UnicodeScript.ADLAM,
            UnicodeScript.ARABIC,
            UnicodeScript.BALINESE,
            UnicodeScript.BENGALI,
            UnicodeScript.CHAKMA,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.GRANTHA,
            UnicodeScript.GUJARATI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.HANIFI_ROHINGYA,
            UnicodeScript.JAVANESE,
            UnicodeScript.KANNADA,
            UnicodeScript.KHMER,
            UnicodeScript.MALAYALAM,
            UnicodeScript.MANDAIC,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.MYANMAR,
            UnicodeScript.NEWA,
            UnicodeScript.NKO,
            UnicodeScript.ORIYA,
            UnicodeScript.PHAGS_PA,
            UnicodeScript.SINHALA,
            UnicodeScript.SYRIAC,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.TIBETAN,
            UnicodeScript.TIRHUTA);

    private static final Set<UnicodeScript> WITH_VARIANTS =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.MYANMAR, UnicodeScript.PHAGS_PA);

    private Joiners() {}

    /** Whether the invisible character at this index is allowed there. */
    static boolean fit(int[] line, int at) {
        if (at == 0) {
            return false;
        }
        int c = line[at];
        int before = line[at - 1];
        if (c == JOINER) {
            return joinsPictures(line, at) || joiningScript(line, at).isPresent();
        }
        if (c == NON_JOINER) {
            return joiningScript(line, at)
                    .filter(script -> at + 1 < line.length && isOf(script, line[at + 1]))
                    .isPresent();
        }
        if (c == EMOJI_STYLE || c == TEXT_STYLE) {
            return isPicture(before) || OTHER_PICTURES.indexOf(before) >= 0;
        }
        if (c >= 0xFE00 && c < TEXT_STYLE || c >= 0xE0100 && c <= 0xE01EF) {
            return before == '0'
                    || Character.getType(before) == Character.MATH_SYMBOL
                    || WITH_VARIANTS.contains(UnicodeScript.of(before));
        }
        if (c >= 0x180B && c <= 0x180F) {
            return isOf(UnicodeScript.MONGOLIAN, before);
        }
        return isTag(c) && isTagged(line, at);
    }

    private static boolean joinsPictures(int[] line, int at) {
        int before = line[at - 1] == EMOJI_STYLE && at > 1 ? line[at - 2] : line[at - 1];
        return isPicture(before) && at + 1 < line.length && isPicture(line[at + 1]);
    }

    /**
     * Returns the script of the letter before this index, if the letters of that script join. Marks may be in between.
     */
    private static Optional<UnicodeScript> joiningScript(int[] line, int at) {
        int letter = at - 1;
        while (letter > 0
                && at - letter < LONGEST_RUN
                && UnicodeScript.of(line[letter]) == UnicodeScript.INHERITED
                && isMark(line[letter])) {
            letter--;
        }
        UnicodeScript script = UnicodeScript.of(line[letter]);
        return isOf(script, line[letter]) && JOINING.contains(script) ? Optional.of(script) : Optional.empty();
    }

    private static boolean isOf(UnicodeScript script, int c) {
        return UnicodeScript.of(c) == script && (Character.isLetter(c) || isMark(c));
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    // Compares blocks instead of a property, because Java 17 does not know which characters are emoji, and future emoji
    // must be recognized too.
    private static boolean isPicture(int c) {
        return c >= 0x1F000 && c <= 0x1FAFF
                || c >= 0x2190 && c <= 0x21FF
                || c >= 0x2300 && c <= 0x23FF
                || c >= 0x2600 && c <= 0x27BF
                || c >= 0x2900 && c <= 0x297F
                || c >= 0x2B00 && c <= 0x2BFF;
    }

    private static boolean isTag(int c) {
        return c >= FIRST_TAG && c <= END_OF_TAGS;
    }

    /** Whether there is a picture, then tags, then the end of tags. */
    private static boolean isTagged(int[] line, int at) {
        int base = at - 1;
        while (base > 0 && at - base < LONGEST_RUN && isTag(line[base]) && line[base] != END_OF_TAGS) {
            base--;
        }
        int end = at;
        while (end < line.length - 1 && end - at < LONGEST_RUN && isTag(line[end]) && line[end] != END_OF_TAGS) {
            end++;
        }
        return isPicture(line[base]) && line[end] == END_OF_TAGS && end - base > 1;
    }
}
