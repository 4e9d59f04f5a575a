package dev.keyfob.mail;

import dev.keyfob.domain.mail.MailText;
import java.util.List;
import java.util.regex.Pattern;

/** The content of a mail's HTML: the plain text, split into paragraphs at its empty lines. */
public record MailView(String subject, List<Part> parts) {

    /** A paragraph: a link, a list or a sentence. The other two components are empty. */
    public record Part(String link, List<String> items, String sentence) {}

    private static final Pattern GAP = Pattern.compile("\n\n");

    static MailView of(MailText text, String publicUrl) {
        return new MailView(
                text.subject(),
                GAP.splitAsStream(text.body())
                        .map(String::strip)
                        .map(paragraph -> part(paragraph, publicUrl))
                        .toList());
    }

    private static Part part(String paragraph, String publicUrl) {
        if (paragraph.startsWith(publicUrl + "/")) {
            return new Part(paragraph, List.of(), "");
        }
        if (paragraph.startsWith(MailText.ITEM)) {
            return new Part(
                    "",
                    paragraph
                            .lines()
                            .map(line -> line.substring(MailText.ITEM.length()))
                            .toList(),
                    "");
        }
        return new Part("", List.of(), paragraph);
    }
}
