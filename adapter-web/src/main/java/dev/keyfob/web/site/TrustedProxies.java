package dev.keyfob.web.site;

import dev.keyfob.domain.network.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a request really came from. {@code X-Forwarded-For} is believed from these networks alone: the address is the
 * right-most hop that is not one of them, because everything to its left is what a client may have written itself.
 */
public record TrustedProxies(List<Network> networks) {

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** Reads addresses and networks (CIDR) that are parted by spaces or commas; empty text trusts nobody. */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(Stream.of(text.strip().split("[ ,]+"))
                .filter(word -> !word.isEmpty())
                .map(Network::new)
                .toList());
    }

    /** {@code peer} is who connected; {@code forwarded} are the values of X-Forwarded-For in their order. */
    public String addressOf(String peer, List<String> forwarded) {
        if (forwarded.isEmpty()) {
            return peer;
        }
        List<String> hops = new ArrayList<>();
        forwarded.forEach(value -> hops.addAll(List.of(value.split(","))));
        Collections.reverse(hops);
        String address = peer;
        for (String hop : hops) {
            String next = hop.strip();
            if (!trusts(address) || !Network.isAddress(next)) {
                return address;
            }
            address = next;
        }
        return address;
    }

    /** Is that the address of one of these proxies? */
    public boolean trusts(String address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
