package dev.keyfob.bootstrap;

import dev.keyfob.domain.network.IpAddress;
import java.net.IDN;
import java.net.URI;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the public URL as people write it, and normalises it to the form of an origin in browsers: lower case, no
 * trailing slash, no default port, and non-ASCII names as {@code xn--}. Links are built from it and the Origin header
 * is compared with it, so it needs one form.
 */
final class PublicUrl {

    private static final Pattern WRITTEN =
            Pattern.compile("(?i)(https?)://([^/?#@:\\s\\[\\]]++|\\[[^/?#@\\s\\[\\]]++])" + "(?::([0-9]{1,5}))?/?");

    /** Characters that IDNA 2003 and IDNA 2008 convert differently, so it is unclear which name is meant. */
    private static final String READ_IN_TWO_WAYS = "\u00df\u1e9e\u03c2\u200c\u200d";

    private static final int HIGHEST_PORT = 65_535;

    private PublicUrl() {}

    static Optional<URI> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        String scheme = written.group(1).toLowerCase(Locale.ROOT);
        int port = written.group(3) == null ? portOf(scheme) : Integer.parseInt(written.group(3));
        return host(written.group(2))
                .filter(host -> port >= 1 && port <= HIGHEST_PORT)
                .map(host -> URI.create(scheme + "://" + host + (port == portOf(scheme) ? "" : ":" + port)))
                .filter(url -> url.getHost() != null);
    }

    /** Returns the URL of a server on this machine without a configured URL. */
    static URI ofThisMachine(int port) {
        return URI.create("http://localhost" + (port == portOf("http") ? "" : ":" + port));
    }

    private static int portOf(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static Optional<String> host(String written) {
        if (written.startsWith("[")) {
            // A zone is only valid on one machine, and browsers write IPv4-mapped addresses differently. Both are
            // refused.
            return IpAddress.parseWithoutPort(written)
                    .filter(address -> !address.isV4() && !written.contains("%"))
                    .map(address -> "[" + address + "]");
        }
        String name = Normalizer.normalize(written, Normalizer.Form.NFC);
        if (name.chars().anyMatch(character -> READ_IN_TWO_WAYS.indexOf(character) >= 0)) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            // Browsers read a name that ends in a number as an IPv4 address: 127.1 and 0x7f000001 are 127.0.0.1.
            String whole = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            boolean isNumber = whole.substring(whole.lastIndexOf('.') + 1).matches("[0-9]+|0x[0-9a-f]*");
            return isNumber ? IpAddress.parseWithoutPort(ascii).map(IpAddress::text) : Optional.of(ascii);
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }
}
