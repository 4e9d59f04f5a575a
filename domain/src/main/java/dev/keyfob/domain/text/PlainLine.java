package dev.keyfob.domain.text;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Checks and cleans text that must be visible and stay on one line. Invisible characters can hide a difference between
 * two texts or change the direction of the text around them. They are allowed only where {@link Joiners} finds that
 * they change the look of a text.
 *
 * <p>Characters that are unknown to this Java version count as visible, because every new emoji is unknown at first.
 */
public final class PlainLine {

    /** Characters with an empty glyph: a Braille pattern, a filler, a note head. */
    private static final int[] EMPTY_GLYPHS = {0x2800, 0x16FE4, 0x1D159};

    private PlainLine() {}

    /** Whether the text is visible and on one line. Tabs are allowed, line breaks are not. */
    public static boolean isPlain(String text) {
        int[] line = text.codePoints().toArray();
        for (int at = 0; at < line.length; at++) {
            if (!isPlainAt(line, at)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text has no visible character, so it cannot be a name. */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> isSpace(c)
                        || isIgnorable(c)
                        || Arrays.stream(EMPTY_GLYPHS).anyMatch(empty -> empty == c));
    }

    /** Returns the text with {@code mark} in place of each tab and each character that {@link #isPlain} refuses. */
    public static String marked(String text, char mark) {
        int[] line = text.codePoints().toArray();
        StringBuilder marked = new StringBuilder(text.length());
        for (int at = 0; at < line.length; at++) {
            marked.appendCodePoint(line[at] != '\t' && isPlainAt(line, at) ? line[at] : mark);
        }
        return marked.toString();
    }

    /**
     * Returns the text without outer white space of any script. {@code String.strip} does not remove a no-break space.
     */
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

    /**
     * Returns at most that many {@code char}s from the beginning of the text. It never cuts a surrogate pair in two,
     * because neither PostgreSQL nor UTF-8 accepts half of one.
     */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /** Returns the text in NFC, stripped, and with one space for each run of white space. */
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

    /** Whether the character is white space of any script, including no-break spaces. */
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
     * Whether the character has Unicode's property Default_Ignorable_Code_Point, for which Java has no API. The ranges
     * include code points that are reserved for future use.
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
