package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.Caseless;
import dev.keyfob.domain.text.PlainLine;
import java.text.Normalizer;
import java.util.stream.Collectors;

/**
 * A note about a token, for people only: up to 500 code points of plain text, which may have several lines. Stored in
 * Unicode NFC, with line feeds as line breaks and without blanks at the ends of lines. An empty note means none.
 */
public record TokenNote(String value) {

    /** In code points, after normalisation. */
    public static final int LONGEST = 500;

    private static final TokenNote NONE = new TokenNote("");

    public TokenNote {
        // Does not check that the note is plain: a stored note must stay readable if the rules for new notes or Java
        // change.
        if (lengthOf(value) > LONGEST) {
            throw new IllegalArgumentException("not a note");
        }
    }

    public static TokenNote none() {
        return NONE;
    }

    public static TokenNote parse(String typed) {
        if (!typed.lines().allMatch(PlainLine::isPlain)) {
            throw new Refusal(
                    Reason.NOTE_NOT_PLAIN,
                    "The note holds a character that cannot be seen, such as a control character. Type the note again,"
                            + " without pasting it.");
        }
        String note = normalise(typed);
        if (lengthOf(note) > LONGEST) {
            throw new Refusal(
                    Reason.NOTE_TOO_LONG,
                    "A note has at most " + LONGEST + " characters; this one has " + lengthOf(note) + ". Shorten it.");
        }
        return new TokenNote(note);
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Returns the form in which notes are searched: NFKC and without regard to case. */
    public String folded() {
        return Caseless.fold(value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String normalise(String text) {
        String lines = text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        return Normalizer.normalize(PlainLine.isBlank(lines) ? "" : lines.strip(), Normalizer.Form.NFC);
    }

    private static int lengthOf(String text) {
        return text.codePointCount(0, text.length());
    }
}
