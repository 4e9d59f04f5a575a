package dev.keyfob.bootstrap;

import dev.keyfob.domain.network.IpAddress;
import java.util.Optional;

/** Where to listen: an address of this machine and a port, in one text. */
record ListenAddress(String host, int port) {

    private static final int LAST_PORT = 65_535;

    /** Empty where it is none. An IPv6 address stands in brackets. */
    static Optional<ListenAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        String bare = isBracketed ? host.substring(1, host.length() - 1) : host;
        boolean isHost = isBracketed == bare.contains(":")
                && IpAddress.parseWithoutPort(bare).isPresent();
        boolean isName = !isBracketed && bare.matches("[A-Za-z0-9][A-Za-z0-9.-]*");
        if (!isHost && !isName || !port.matches("0|[1-9][0-9]{0,4}") || Integer.parseInt(port) > LAST_PORT) {
            return Optional.empty();
        }
        return Optional.of(new ListenAddress(bare, Integer.parseInt(port)));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
