package dev.keyfob.domain.network;

import java.net.URI;

/**
 * Recognizes names and addresses of the local machine: {@code localhost}, 127.0.0.0/8 and {@code ::1}, in any spelling.
 */
public final class LocalMachine {

    private LocalMachine() {}

    /**
     * Whether {@code host}, as written in a setting or a URL, is the local machine. Names are not resolved, because
     * they may resolve to another address elsewhere.
     */
    public static boolean isHost(String host) {
        return host.equalsIgnoreCase("localhost")
                || IpAddress.parseWithoutPort(host)
                        .filter(IpAddress::isLoopback)
                        .isPresent();
    }

    /**
     * Whether requests to this address are protected from others: by https, or because they do not leave this machine.
     */
    public static boolean isReachedInPrivate(URI address) {
        if (address.getHost() == null) {
            return false;
        }
        return "https".equalsIgnoreCase(address.getScheme())
                || "http".equalsIgnoreCase(address.getScheme()) && isHost(address.getHost());
    }
}
