package dev.keyfob.web.site;

import dev.keyfob.domain.network.IpAddress;
import dev.keyfob.domain.network.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a request really came from. {@code X-Forwarded-For} is believed from these networks alone: the address is the
 * right-most hop that is not one of them, because everything to its left is what a client may have written itself.
 */
public record TrustedProxies(List<Network> networks) {

    /** A connection without an IP address. There is none today; it is in no network. */
    private static final String UNREADABLE = "unknown";

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** Reads addresses and networks (CIDR) that are separated by spaces or commas; empty text trusts nobody. */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(Stream.of(text.strip().split("[ ,]+"))
                .filter(word -> !word.isEmpty())
                .map(Network::new)
                .toList());
    }

    /**
     * The address in its one form. {@code peer} is who connected; {@code forwarded} are the values of X-Forwarded-For
     * in their order.
     */
    public String addressOf(String peer, List<String> forwarded) {
        return IpAddress.parse(peer)
                .map(address -> addressOf(address, forwarded).text())
                .orElse(UNREADABLE);
    }

    private IpAddress addressOf(IpAddress peer, List<String> forwarded) {
        List<String> hops = new ArrayList<>();
        forwarded.forEach(value -> hops.addAll(List.of(value.split(","))));
        Collections.reverse(hops);
        IpAddress address = peer;
        for (String hop : hops) {
            Optional<IpAddress> next = IpAddress.parse(hop.strip());
            if (next.isEmpty() || !trusts(address)) {
                return address;
            }
            address = next.get();
        }
        return address;
    }

    /** Is whoever connected one of these proxies? */
    public boolean trusts(String peer) {
        return IpAddress.parse(peer).filter(this::trusts).isPresent();
    }

    private boolean trusts(IpAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
