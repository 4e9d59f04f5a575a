package dev.keyfob.domain.network;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291), or a single one: those that begin with the same bits
 * as {@code first}. An IPv4 network holds no IPv6 address, nor the other way round.
 */
public record Network(IpAddress first, int bits) {

    public Network {
        if (bits < 0 || bits > first.bits()) {
            throw new IllegalArgumentException("not an address or a network");
        }
        first = first.startingWith(bits);
    }

    /**
     * Reads such as {@code 192.0.2.7}, {@code 10.0.0.0/8} and {@code 2001:db8::/32}. A port or a zone would limit
     * nothing, so it is refused. The bits of a network around IPv4 addresses ({@code ::ffff:10.0.0.0/104}) count as
     * IPv6.
     */
    public Network(String text) {
        this(addressIn(text), bitsIn(text));
    }

    /**
     * Reads what was stored, also before {@link #text()} was the one form: leading zeros mean nothing, and the bits of
     * an IPv4 address inside an IPv6 one are the 0 to 32 bits of that IPv4 address.
     */
    static Network ofStored(String text) {
        String plain = text.replaceAll("\\b0+(?=[0-9])", "");
        int slash = plain.indexOf('/');
        return new Network(addressIn(plain).text() + (slash < 0 ? "" : plain.substring(slash)));
    }

    public boolean contains(IpAddress address) {
        return address.isV4() == first.isV4() && address.startingWith(bits).equals(first);
    }

    public String text() {
        return bits == first.bits() ? first.text() : first.text() + "/" + bits;
    }

    @Override
    public String toString() {
        return text();
    }

    private static IpAddress addressIn(String text) {
        int slash = text.indexOf('/');
        return IpAddress.parseBare(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not an address or a network"));
    }

    private static int bitsIn(String text) {
        IpAddress address = addressIn(text);
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address.bits();
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("not an address or a network");
        }
        boolean isMapped = address.isV4() && text.lastIndexOf(':', slash) >= 0;
        return Integer.parseInt(bits) - (isMapped ? 96 : 0);
    }
}
