package dev.keyfob.bootstrap;

import dev.keyfob.domain.network.IpAddress;
import java.util.Optional;

/** An address of this machine and a port to listen on. */
record ListenAddress(String host, int port) {

    private static final int LAST_PORT = 65_535;

    /** Parses the text. Empty if it is not an address with a port. An IPv6 address must be in brackets. */
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
