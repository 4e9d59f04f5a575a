package dev.keyfob.domain.mail;

import dev.keyfob.domain.text.PlainLine;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mail says, as plain text: a subject, and paragraphs with an empty line between them. A line that begins with
 * {@code "- "} is one of a list, and a line that is an address of Keyfob's own is a link: the HTML is made from that.
 *
 * <p>Nothing in it can begin another line, whatever people are called: each line was made plain when it was put here.
 */
public record MailText(String subject, String body) {

    public static final String ITEM = "- ";

    public MailText {
        if (!PlainLine.isPlain(subject)) {
            throw new IllegalArgumentException("a subject is one line");
        }
    }

    /** No text yet, or no more: the mail is made when it is sent, or was given up. */
    public static MailText none() {
        return new MailText("", "");
    }

    static Draft about(String subject) {
        return new Draft(subject);
    }

    /** A text in the making. */
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

        /** A list, and how many more there are than it has. */
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
