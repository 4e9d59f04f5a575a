package dev.keyfob.domain.network;

import java.net.URI;

/** What leads to this machine alone: {@code localhost}, 127.0.0.0/8 and {@code ::1}, however they are written. */
public final class ThisMachine {

    private ThisMachine() {}

    /** {@code host} as it stands in a setting or a URL. No name is looked up: elsewhere it may lead elsewhere. */
    public static boolean isHost(String host) {
        return host.equalsIgnoreCase("localhost")
                || IpAddress.parseWithoutPort(host)
                        .filter(IpAddress::isLoopback)
                        .isPresent();
    }

    /** Is what goes there kept from others: by https, or because it does not leave this machine? */
    public static boolean isReachedInPrivate(URI address) {
        if (address.getHost() == null) {
            return false;
        }
        return "https".equalsIgnoreCase(address.getScheme())
                || "http".equalsIgnoreCase(address.getScheme()) && isHost(address.getHost());
    }
}
