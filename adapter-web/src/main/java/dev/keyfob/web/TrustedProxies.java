package dev.keyfob.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a request really came from. {@code X-Forwarded-For} is believed from these networks alone: the address is the
 * right-most hop that is not one of them, because everything to its left is what a client may have written itself.
 */
public record TrustedProxies(List<String> networks) {

    /** Digits, dots and colons alone: no name is ever looked up. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:\\.|$)){4}(?<![.])|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    public TrustedProxies {
        networks = List.copyOf(networks);
        networks.forEach(network -> {
            if (!isNetwork(network)) {
                throw new IllegalArgumentException("not an address or a network");
            }
        });
    }

    /** Reads addresses and networks (CIDR) that are parted by spaces or commas; empty text trusts nobody. */
    public static TrustedProxies parse(String text) {
        List<String> networks = new ArrayList<>(List.of(text.strip().split("[ ,]+")));
        networks.remove("");
        return new TrustedProxies(networks);
    }

    /** {@code peer} is who connected; {@code forwarded} are the values of X-Forwarded-For in their order. */
    String addressOf(String peer, List<String> forwarded) {
        List<String> hops = new ArrayList<>();
        forwarded.forEach(value -> hops.addAll(List.of(value.split(","))));
        Collections.reverse(hops);
        String address = peer;
        for (String hop : hops) {
            String next = hop.strip();
            if (!isTrusted(address) || !isAddress(next)) {
                return address;
            }
            address = next;
        }
        return address;
    }

    private boolean isTrusted(String address) {
        return isAddress(address) && networks.stream().anyMatch(network -> contains(network, bytesOf(address)));
    }

    private static boolean contains(String network, byte[] address) {
        String[] parts = network.split("/", 2);
        byte[] base = bytesOf(parts[0]);
        if (base.length != address.length) {
            return false;
        }
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : base.length * 8;
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((base[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNetwork(String text) {
        String[] parts = text.split("/", 2);
        if (!isAddress(parts[0])) {
            return false;
        }
        return parts.length == 1
                || parts[1].matches("[0-9]{1,3}") && Integer.parseInt(parts[1]) <= bytesOf(parts[0]).length * 8;
    }

    private static boolean isAddress(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return false;
        }
        try {
            bytesOf(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] bytesOf(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address");
        }
    }
}
