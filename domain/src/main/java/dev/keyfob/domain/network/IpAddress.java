package dev.keyfob.domain.network;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An IP address in normal form. It can be parsed from any spelling of IPv6, with brackets, and with a port or a zone
 * after it. An IPv4-mapped IPv6 address ({@code ::ffff:192.0.2.7}) becomes that IPv4 address. {@link #text()} is the
 * only form that leaves Keyfob: dotted decimal, or RFC 5952. Names are never resolved.
 *
 * <p>The components are the upper and the lower half of the address in its IPv6 form.
 */
public record IpAddress(long upper, long lower) {

    /** Enough for a full IPv6 address with brackets, a port, and the longest zone that any system uses. */
    private static final int LONGEST = 128;

    private static final int GROUPS = 8;
    private static final long MAPPED = 0xffffL << Integer.SIZE;

    /** Parses an address as a connection, a proxy or a person writes it. The port and the zone are ignored. */
    public static Optional<IpAddress> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int colon = text.lastIndexOf(':');
        boolean hasPort = text.startsWith("[") ? text.contains("]:") : colon > 0 && colon == text.indexOf(':');
        if (hasPort && !isPort(text.substring(colon + 1))) {
            return Optional.empty();
        }
        return parseWithoutPort(hasPort ? text.substring(0, colon) : text);
    }

    /** Parses an address like {@link #parse}, but refuses a port. For callers that must not ignore one. */
    public static Optional<IpAddress> parseWithoutPort(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int zone = text.indexOf('%');
        if (zone < 0) {
            return parseBare(text);
        }
        int end = text.startsWith("[") && text.endsWith("]") ? text.length() - 1 : text.length();
        return zone + 1 < end && hasOnlyZoneCharacters(text.substring(zone + 1, end))
                ? parseBare(text.substring(0, zone) + text.substring(end)).filter(address -> !address.isV4())
                : Optional.empty();
    }

    public static IpAddress of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES
                ? v4(bytes.getInt())
                : new IpAddress(bytes.getLong(), bytes.getLong());
    }

    /** Parses an address like {@link #parse}, but refuses a port and a zone. For callers that must not ignore them. */
    static Optional<IpAddress> parseBare(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.startsWith("[")) {
            return text.endsWith("]") ? parseV6(text.substring(1, text.length() - 1)) : Optional.empty();
        }
        return text.indexOf(':') < 0 ? parseV4(text) : parseV6(text);
    }

    public boolean isV4() {
        return upper == 0 && lower >>> Integer.SIZE == 0xffff;
    }

    /** Whether this is an address of the local machine only. */
    public boolean isLoopback() {
        return isV4() ? (int) lower >>> 24 == 127 : upper == 0 && lower == 1;
    }

    /** Returns the address that has the first {@code bits} bits of this one, followed by zeros. */
    IpAddress startingWith(int bits) {
        int all = isV4() ? bits + 96 : bits;
        return new IpAddress(upper & mask(all), lower & mask(all - Long.SIZE));
    }

    int bits() {
        return isV4() ? Integer.SIZE : 2 * Long.SIZE;
    }

    public String text() {
        return isV4() ? v4Text() : v6Text();
    }

    @Override
    public String toString() {
        return text();
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << Long.SIZE - bits;
    }

    private static IpAddress v4(int address) {
        return new IpAddress(0, MAPPED | Integer.toUnsignedLong(address));
    }

    private static Optional<IpAddress> parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != Integer.BYTES) {
            return Optional.empty();
        }
        int address = 0;
        for (String part : parts) {
            // Some programs read a leading zero as octal, which would be another address.
            OptionalInt number = part.length() > 1 && part.startsWith("0") ? OptionalInt.empty() : digits(part, 10, 3);
            if (number.isEmpty() || number.getAsInt() > 0xff) {
                return Optional.empty();
            }
            address = address << Byte.SIZE | number.getAsInt();
        }
        return Optional.of(v4(address));
    }

    private static Optional<IpAddress> parseV6(String text) {
        String groups = withoutDots(text);
        int gap = groups.indexOf("::");
        if (gap < 0) {
            return ofGroups(groups.split(":", -1));
        }
        String[] before = groupsOf(groups.substring(0, gap));
        String[] after = groupsOf(groups.substring(gap + 2));
        int missing = GROUPS - before.length - after.length;
        if (missing < 1) {
            return Optional.empty();
        }
        String[] all = new String[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            all[i] = i < before.length
                    ? before[i]
                    : i < before.length + missing ? "0" : after[i - before.length - missing];
        }
        return ofGroups(all);
    }

    private static String[] groupsOf(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    /** Returns the text with the IPv4 address at its end, if there is one, as two groups. */
    private static String withoutDots(String text) {
        int end = text.lastIndexOf(':') + 1;
        return parseV4(text.substring(end))
                .map(address -> text.substring(0, end)
                        + Long.toHexString(address.lower() >>> 16 & 0xffff) + ":"
                        + Long.toHexString(address.lower() & 0xffff))
                .orElse(text);
    }

    private static Optional<IpAddress> ofGroups(String[] groups) {
        if (groups.length != GROUPS) {
            return Optional.empty();
        }
        long[] halves = new long[2];
        for (int i = 0; i < GROUPS; i++) {
            OptionalInt number = digits(groups[i], 16, 4);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            halves[i / 4] = halves[i / 4] << 16 | number.getAsInt();
        }
        return Optional.of(new IpAddress(halves[0], halves[1]));
    }

    private static boolean isPort(String text) {
        OptionalInt port = digits(text, 10, 5);
        return port.isPresent() && port.getAsInt() <= 65_535;
    }

    private static OptionalInt digits(String text, int radix, int most) {
        boolean isNumber = !text.isEmpty()
                && text.length() <= most
                && text.chars().allMatch(character -> character < 128 && Character.digit(character, radix) >= 0);
        return isNumber ? OptionalInt.of(Integer.parseInt(text, radix)) : OptionalInt.empty();
    }

    private static boolean hasOnlyZoneCharacters(String zone) {
        return zone.chars()
                .allMatch(character ->
                        character < 128 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0));
    }

    private String v4Text() {
        return (lower >>> 24 & 0xff) + "." + (lower >>> 16 & 0xff) + "." + (lower >>> 8 & 0xff) + "." + (lower & 0xff);
    }

    private String v6Text() {
        int start = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(i);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        if (length < 2) {
            return groups(0, GROUPS);
        }
        return groups(0, start) + "::" + groups(start + length, GROUPS);
    }

    private int zerosFrom(int first) {
        int end = first;
        while (end < GROUPS && group(end) == 0) {
            end++;
        }
        return end - first;
    }

    private String groups(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    private int group(int index) {
        long half = index < 4 ? upper : lower;
        return (int) (half >>> 48 - index % 4 * 16) & 0xffff;
    }
}
