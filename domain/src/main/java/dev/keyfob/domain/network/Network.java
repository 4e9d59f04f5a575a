package dev.keyfob.domain.network;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291), or a single address. It contains the addresses that
 * have the same first bits as {@code first}. An IPv4 network contains no IPv6 address, and an IPv6 network contains no
 * IPv4 address.
 */
public record Network(IpAddress first, int bits) {

    public Network {
        if (bits < 0 || bits > first.bits()) {
            throw new IllegalArgumentException("not an address or a network");
        }
        first = first.startingWith(bits);
    }

    /**
     * Parses text such as {@code 192.0.2.7}, {@code 10.0.0.0/8} and {@code 2001:db8::/32}. Refuses a port and a zone,
     * because they would limit nothing. The prefix length of an IPv4-mapped network ({@code ::ffff:10.0.0.0/104})
     * counts IPv6 bits.
     */
    public Network(String text) {
        this(addressIn(text), bitsIn(text));
    }

    /**
     * Parses a stored network, also from before {@link #text()} was the only form. In such text, leading zeros are
     * ignored, and the prefix length of an IPv4-mapped address counts its IPv4 bits, 0 to 32.
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
