package dev.keyfob.domain.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of IP addresses in CIDR notation (RFC 4632, RFC 4291), or a single one. */
public record Network(String text) {

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";

    /**
     * Digits, dots and colons alone: what could be a host name never reaches the resolver. No address is longer than
     * an IPv6 one that ends in an IPv4 one, and the pattern never looks at more.
     */
    private static final Pattern ADDRESS =
            Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}|(?=[0-9a-fA-F.]{0,45}:)[0-9a-fA-F:.]{2,45}");

    public Network {
        if (!isNetwork(text)) {
            throw new IllegalArgumentException("not an address or a network");
        }
    }

    public static boolean isAddress(String text) {
        return bytesOf(text).isPresent();
    }

    public boolean contains(String address) {
        String[] parts = text.split("/", 2);
        byte[] base = bytesOf(parts[0]).orElseThrow();
        return bytesOf(address)
                .filter(bytes -> bytes.length == base.length)
                .filter(bytes -> haveSameStart(
                        base, bytes, parts.length == 2 ? Integer.parseInt(parts[1]) : base.length * Byte.SIZE))
                .isPresent();
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean haveSameStart(byte[] one, byte[] other, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((one[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNetwork(String text) {
        String[] parts = text.split("/", 2);
        return bytesOf(parts[0])
                .filter(bytes -> parts.length == 1
                        || parts[1].matches("[0-9]{1,3}") && Integer.parseInt(parts[1]) <= bytes.length * Byte.SIZE)
                .isPresent();
    }

    private static Optional<byte[]> bytesOf(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
