package dev.keyfob.domain.webhook;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.IpAddress;
import dev.keyfob.domain.network.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses Keyfob calls: those of the public internet, and the networks that the operator names. Whoever adds an
 * webhook makes this machine send requests; without this rule they would reach what only this machine can reach.
 *
 * <p>The lists are those of IANA's registries of special-purpose addresses (RFC 6890 and what followed).
 */
public record OutboundAddressRules(boolean plainHttp, List<Network> allowed) {

    private static final List<Network> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Within 2000::/3: IETF protocols with Teredo, documentation, and 6to4, which has an IPv4 inside.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(Network::new)
            .toList();

    /**
     * All of IPv6 that is given out for the public internet. Outside it are loopback, link-local, unique-local,
     * multicast, and every form that carries an IPv4 address.
     */
    private static final Network PUBLIC_6 = new Network("2000::/3");

    public OutboundAddressRules {
        allowed = List.copyOf(allowed);
    }

    /** The public internet, by https. */
    public static OutboundAddressRules standard() {
        return new OutboundAddressRules(false, List.of());
    }

    public boolean includes(InetAddress address) {
        IpAddress called = IpAddress.of(address);
        if (allowed.stream().anyMatch(network -> network.contains(called))) {
            return true;
        }
        return (called.isV4() || PUBLIC_6.contains(called))
                && SPECIAL.stream().noneMatch(network -> network.contains(called));
    }

    /** Refuses a URL by which events would cross the network in the clear, unless that is allowed. */
    public void require(WebhookUrl url) {
        if (!url.isEncrypted() && !plainHttp) {
            throw new Refusal(
                    Reason.WEBHOOK_URL_REFUSED,
                    "That URL is not encrypted. Give an https address, or set webhooks.allow_plain_http to true on a"
                            + " network where everyone may read everything.");
        }
    }
}
