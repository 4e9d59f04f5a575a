package dev.keyfob.domain.webhook;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.PlainLine;

/** The name of a webhook: plain text on one line. By default it is the host. */
public record WebhookName(String value) {

    /** In code points. */
    public static final int LONGEST = 100;

    public WebhookName {
        // Does not check that the name is plain: a stored name must stay readable if the rules for new names or Java
        // change. A host may be longer than a chosen name, but not longer than a URL.
        if (PlainLine.isBlank(value) || value.length() > WebhookUrl.LONGEST) {
            throw new IllegalArgumentException("not a webhook's name");
        }
    }

    public static WebhookName parse(String typed) {
        String name = PlainLine.stripped(typed);
        if (!PlainLine.isPlain(name) || PlainLine.isBlank(name) || name.codePointCount(0, name.length()) > LONGEST) {
            throw new Refusal(
                    Reason.WEBHOOK_NAME_UNREADABLE,
                    "A webhook's name is 1 to " + LONGEST + " characters of plain text on one line, such as Billing.");
        }
        return new WebhookName(name);
    }

    /** Returns the host with its port, if it has one. A host may be longer than a chosen name. */
    public static WebhookName ofHost(WebhookUrl url) {
        return new WebhookName(url.uri().getRawAuthority());
    }

    @Override
    public String toString() {
        return value;
    }
}
