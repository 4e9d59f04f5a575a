package dev.keyfob.web.site;

import dev.keyfob.domain.network.IpAddress;
import dev.keyfob.domain.network.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Determines the client's address of a request. Only these networks may send {@code X-Forwarded-For}. The client is the
 * right-most hop that is not in one of them, because a client can write everything to its left itself.
 */
public record TrustedProxies(List<Network> networks) {

    /** The address of a connection without an IP address, which is in no network. No such connection exists today. */
    private static final String UNREADABLE = "unknown";

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** Parses addresses and networks (CIDR) that are separated by spaces or commas. An empty text trusts no proxy. */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(Stream.of(text.strip().split("[ ,]+"))
                .filter(word -> !word.isEmpty())
                .map(Network::new)
                .toList());
    }

    /**
     * Returns the client's address in canonical form.
     *
     * @param peer the address of the connection
     * @param forwarded the values of X-Forwarded-For in their order
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

    /** Returns whether {@code peer}, the address of the connection, is one of these proxies. */
    public boolean trusts(String peer) {
        return IpAddress.parse(peer).filter(this::trusts).isPresent();
    }

    private boolean trusts(IpAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
