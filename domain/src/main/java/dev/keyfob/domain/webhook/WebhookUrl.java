package dev.keyfob.domain.webhook;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The URL of a webhook: an absolute http or https URL in ASCII, without user, password and fragment. */
public record WebhookUrl(String value) {

    static final int LONGEST = 2000;
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    public WebhookUrl {
        objection(value).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    public static WebhookUrl parse(String typed) {
        objection(typed).ifPresent(why -> {
            throw new Refusal(Reason.WEBHOOK_URL_UNREADABLE, why);
        });
        return new WebhookUrl(typed);
    }

    public URI uri() {
        return URI.create(value);
    }

    public String host() {
        return uri().getHost();
    }

    public boolean isEncrypted() {
        return uri().getScheme().equalsIgnoreCase("https");
    }

    /**
     * Returns the URL up to the end of the host, for lists and the audit log. Many receivers have a secret key in the
     * path.
     */
    public String shown() {
        URI uri = uri();
        String path = uri.getRawPath();
        boolean isAll = uri.getRawQuery() == null && (path == null || path.isEmpty() || path.equals("/"));
        return uri.getScheme() + "://" + uri.getRawAuthority() + (isAll ? "/" : "/…");
    }

    @Override
    public String toString() {
        return shown();
    }

    private static Optional<String> objection(String text) {
        if (text.length() > LONGEST || !PRINTABLE.matcher(text).matches()) {
            return Optional.of("A webhook's URL has at most " + LONGEST + " characters, in ASCII only. Write a host"
                    + " with other letters in its xn-- form, and encode the rest with %.");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("That is not a URL. Give one such as https://hooks.example.com/keyfob.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("A webhook's URL begins with https://, such as https://hooks.example.com/keyfob.");
        }
        if (uri.getRawUserInfo() != null
                || uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            return Optional.of("A webhook's URL has no user and no password in it: the signature proves who calls.");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return Optional.of("That URL has no valid host. Give one such as"
                    + " https://hooks.example.com/keyfob, or an address such as https://192.0.2.7/keyfob.");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            return Optional.of("That URL has an invalid port. Give 1 to 65535, or none.");
        }
        return uri.getRawFragment() == null
                ? Optional.empty()
                : Optional.of("A webhook's URL has no # in it: what follows one is never sent.");
    }
}
