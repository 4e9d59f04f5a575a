package dev.keyfob.webhook;

import dev.keyfob.domain.webhook.OutboundAddressRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a host name and keeps only the addresses that may be called. The connection goes to one of these addresses:
 * there is no second look-up, in which the name could resolve to another address.
 */
final class FilteringDnsResolver implements DnsResolver {

    /** The most addresses to try, because each may take a whole connect timeout. */
    private static final int MOST = 4;

    /** Looks up the addresses of a host name. */
    interface Names {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** Thrown if a name has no address that may be called. */
    static final class Refused extends UnknownHostException {
        Refused() {
            super("the address is not allowed");
        }
    }

    private final OutboundAddressRules reach;
    private final Names names;

    FilteringDnsResolver(OutboundAddressRules reach, Names names) {
        this.reach = reach;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] allowed =
                Stream.of(names.find(host)).filter(reach::includes).limit(MOST).toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new Refused();
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
