package dev.keyfob.webhook;

import dev.keyfob.domain.webhook.OutboundAddressRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a name up for a connection and lets through what may be called. The connection goes to one of these very
 * addresses: between this look and the call there is no second one, in which a name could mean something else.
 */
final class FilteringDnsResolver implements DnsResolver {

    /** Each may cost a time-out. */
    private static final int MOST = 4;

    /** Looks a name up. */
    interface Names {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** The name leads nowhere that may be called. */
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
