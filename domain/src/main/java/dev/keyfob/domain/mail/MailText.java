package dev.keyfob.domain.mail;

import dev.keyfob.domain.text.PlainLine;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a mail: a subject, and paragraphs with an empty line between them. A line that begins with {@code "- "}
 * is a list item, and a line that is an address of this Keyfob is a link. The HTML is generated from this text.
 *
 * <p>Names in the text cannot begin a new line, because line breaks and other control characters of each line are
 * replaced when it is added.
 */
public record MailText(String subject, String body) {

    public static final String ITEM = "- ";

    public MailText {
        if (!PlainLine.isPlain(subject)) {
            throw new IllegalArgumentException("a subject is one line");
        }
    }

    /** Returns an empty text, for a mail whose text is written when it is sent, or that could not be delivered. */
    public static MailText none() {
        return new MailText("", "");
    }

    static Draft about(String subject) {
        return new Draft(subject);
    }

    /** A builder of mail texts. */
    static final class Draft {

        private final String subject;
        private final List<String> paragraphs = new ArrayList<>();

        private Draft(String subject) {
            this.subject = PlainLine.marked(subject, '?');
        }

        Draft say(String sentence) {
            paragraphs.add(PlainLine.marked(sentence, '?'));
            return this;
        }

        Draft link(URI page) {
            return say(page.toString());
        }

        /** Adds a list. Its last line is the number of items that are left out. */
        Draft list(FirstOf<String> lines) {
            List<String> items = new ArrayList<>();
            lines.first().forEach(line -> items.add(ITEM + PlainLine.marked(line, '?')));
            long more = lines.total() - lines.first().size();
            if (more > 0) {
                items.add(ITEM + "and " + more + " more");
            }
            paragraphs.add(String.join("\n", items));
            return this;
        }

        MailText done() {
            return new MailText(subject, String.join("\n\n", paragraphs) + "\n");
        }
    }
}
