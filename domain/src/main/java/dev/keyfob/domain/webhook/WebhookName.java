package dev.keyfob.domain.webhook;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.Caseless;
import dev.keyfob.domain.text.PlainLine;
import dev.keyfob.domain.text.TypedName;

/**
 * The name of a webhook: plain text on one line. By default it is the host. Two names are the same if their
 * {@link #folded()} forms are equal.
 */
public record WebhookName(String value) {

    /** In code points, after normalisation. */
    public static final int LONGEST = 100;

    public WebhookName {
        // Does not check that the name is plain: a stored name must stay readable if the rules for new names or Java
        // change. A host may be longer than a chosen name, but not longer than a URL.
        if (PlainLine.isBlank(value) || value.length() > WebhookUrl.LONGEST) {
            throw new IllegalArgumentException("not a webhook's name");
        }
    }

    /**
     * Parses a name as typed.
     *
     * @throws Refusal NAME_NOT_PLAIN, NAME_MISSING or NAME_TOO_LONG
     */
    public static WebhookName parse(String typed) {
        String name = TypedName.tidied(typed);
        if (PlainLine.isBlank(name)) {
            throw new Refusal(Reason.NAME_MISSING, "Enter a name for the webhook, such as Billing.");
        }
        TypedName.requireAtMost(LONGEST, name);
        return new WebhookName(name);
    }

    /** Returns the host with its port, if it has one. A host may be longer than a chosen name. */
    public static WebhookName ofHost(WebhookUrl url) {
        return new WebhookName(url.uri().getRawAuthority());
    }

    /** Returns the form in which names are compared: NFKC and without regard to case. */
    public String folded() {
        return Caseless.fold(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
