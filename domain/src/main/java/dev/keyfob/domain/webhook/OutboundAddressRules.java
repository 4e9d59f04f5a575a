package dev.keyfob.domain.webhook;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.IpAddress;
import dev.keyfob.domain.network.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that Keyfob may call: the public internet, and the networks that the operator allows. A user who adds a
 * webhook makes this server send requests. Without this rule, those requests could reach systems that only this server
 * can reach.
 *
 * <p>The lists follow IANA's registries of special-purpose addresses (RFC 6890 and its successors).
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
                    // Inside 2000::/3: IETF protocols with Teredo, documentation, and 6to4, which contains an IPv4
                    // address.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(Network::new)
            .toList();

    /**
     * The range of IPv6 addresses for the public internet. Loopback, link-local, unique-local and multicast addresses
     * are outside of it, and so is every other form that contains an IPv4 address.
     */
    private static final Network PUBLIC_6 = new Network("2000::/3");

    public OutboundAddressRules {
        allowed = List.copyOf(allowed);
    }

    /** Returns rules that allow the public internet, with https only. */
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

    /** Refuses an unencrypted URL, unless the operator allows plain http. */
    public void require(WebhookUrl url) {
        if (!url.isEncrypted() && !plainHttp) {
            throw new Refusal(
                    Reason.WEBHOOK_URL_REFUSED,
                    "That URL is not encrypted. Give an https address, or set webhooks.allow_plain_http to true on a"
                            + " network where everyone may read everything.");
        }
    }
}
