package dev.keyfob.domain.text;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Text that people can see and that stays on one line. Unseen characters hide a difference or turn the text around
 * them; {@link Joiners} are taken where they change what is seen.
 *
 * <p>Characters that are newer than Java's tables count as seen: every new emoji is one of them.
 */
public final class PlainLine {

    /** Characters with a glyph that is empty: a Braille pattern, a note head, a filler. */
    private static final int[] EMPTY_GLYPHS = {0x2800, 0x16FE4, 0x1D159};

    private PlainLine() {}

    /** Tabs are white space here; line breaks are not. */
    public static boolean isPlain(String text) {
        int[] line = text.codePoints().toArray();
        for (int at = 0; at < line.length; at++) {
            if (!isPlainAt(line, at)) {
                return false;
            }
        }
        return true;
    }

    /** Is there nothing to see in the text? Then it names nothing. */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> isSpace(c)
                        || isIgnorable(c)
                        || Arrays.stream(EMPTY_GLYPHS).anyMatch(empty -> empty == c));
    }

    /** The text with {@code mark} for each character that {@link #isPlain} does not take. */
    public static String marked(String text, char mark) {
        int[] line = text.codePoints().toArray();
        StringBuilder marked = new StringBuilder(text.length());
        for (int at = 0; at < line.length; at++) {
            marked.appendCodePoint(line[at] != '\t' && isPlainAt(line, at) ? line[at] : mark);
        }
        return marked.toString();
    }

    /** The text without outer white space of any script; {@code String.strip} stops at a no-break space. */
    public static String stripped(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The text in NFC, stripped, and with one space for each run of white space. */
    public static String tidied(String text) {
        StringBuilder tidied = new StringBuilder(text.length());
        stripped(text).codePoints().map(c -> isSpace(c) ? ' ' : c).forEach(c -> {
            boolean isRun = c == ' ' && !tidied.isEmpty() && tidied.charAt(tidied.length() - 1) == ' ';
            if (!isRun) {
                tidied.appendCodePoint(c);
            }
        });
        return Normalizer.normalize(tidied, Normalizer.Form.NFC);
    }

    /** White space of any script, no-break spaces too. */
    public static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isPlainAt(int[] line, int at) {
        int c = line[at];
        if (isIgnorable(c)) {
            return Joiners.fit(line, at);
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\t';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.UNASSIGNED -> !isNoncharacter(c);
            default -> true;
        };
    }

    private static boolean isNoncharacter(int c) {
        return c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE;
    }

    /**
     * Unicode's property Default_Ignorable_Code_Point, which Java does not tell. Its ranges leave room for new ones.
     */
    private static boolean isIgnorable(int c) {
        return c == 0x00AD
                || c == 0x034F
                || c == 0x061C
                || c >= 0x115F && c <= 0x1160
                || c >= 0x17B4 && c <= 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c >= 0x200B && c <= 0x200F
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2060 && c <= 0x206F
                || c == 0x3164
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFEFF
                || c == 0xFFA0
                || c >= 0xFFF0 && c <= 0xFFF8
                || c >= 0x1BCA0 && c <= 0x1BCA3
                || c >= 0x1D173 && c <= 0x1D17A
                || c >= 0xE0000 && c <= 0xE0FFF;
    }
}
