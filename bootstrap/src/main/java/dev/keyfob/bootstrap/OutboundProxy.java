package dev.keyfob.bootstrap;

import dev.keyfob.domain.network.IpAddress;
import dev.keyfob.domain.network.LocalMachine;
import dev.keyfob.domain.network.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxy for https requests, as {@code HTTPS_PROXY} names it and {@code NO_PROXY} limits it. Plain http requests
 * bypass it, because their targets are on this machine or in a private network.
 */
final class OutboundProxy extends ProxySelector {

    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final List<Proxy> proxy;
    private final List<String> exceptions;

    private OutboundProxy(String host, int port, List<String> exceptions) {
        // The name is resolved for each connection, because its address may change.
        this.proxy = List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
        this.exceptions = exceptions;
    }

    /** Returns the proxy. Empty if the environment names none. */
    static Optional<OutboundProxy> of(Map<String, String> environment) {
        return given(environment, "HTTPS_PROXY").map(text -> {
            URI address = address(text);
            return new OutboundProxy(
                    address.getHost(),
                    address.getPort(),
                    Stream.of(given(environment, "NO_PROXY").orElse("").split("[\\s,]+"))
                            .filter(word -> !word.isEmpty())
                            .map(word -> word.toLowerCase(Locale.ROOT))
                            .toList());
        });
    }

    @Override
    public List<Proxy> select(URI target) {
        String host = target.getHost();
        boolean isDirect = !"https".equalsIgnoreCase(target.getScheme())
                || host == null
                || LocalMachine.isHost(host)
                || exceptions.stream().anyMatch(word -> names(word, host.toLowerCase(Locale.ROOT)));
        return isDirect ? DIRECT : proxy;
    }

    @Override
    public void connectFailed(URI target, SocketAddress address, IOException failure) {
        // The caller reports the failure.
    }

    private static boolean names(String word, String host) {
        Optional<IpAddress> address = IpAddress.parseWithoutPort(host);
        if (address.isPresent()) {
            return word.equals("*") || isIn(word, address.get());
        }
        String name = word.replaceFirst("^\\*?\\.", "");
        return word.equals("*") || host.equals(name) || host.endsWith("." + name);
    }

    private static boolean isIn(String word, IpAddress address) {
        try {
            return new Network(word).contains(address);
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    // The text is never part of a message, because it may contain a password.
    private static URI address(String text) {
        try {
            URI address = new URI(text.contains("://") ? text : "http://" + text);
            boolean isBare = address.getUserInfo() == null
                    && (address.getPath() == null || address.getPath().matches("/?"))
                    && address.getQuery() == null;
            if ("http".equals(address.getScheme())
                    && address.getHost() != null
                    && isBare
                    && address.getPort() > 0
                    && address.getPort() <= 65_535) {
                return address;
            }
        } catch (URISyntaxException noAddress) {
            // Refused below.
        }
        throw new SettingsError("The variable HTTPS_PROXY has a value that cannot be used. It takes the proxy's address"
                + " with its port and without user and password, such as http://proxy.example.com:3128.");
    }

    // Like curl, prefers the variable with the lower-case name.
    private static Optional<String> given(Map<String, String> environment, String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
                .map(variable -> environment.getOrDefault(variable, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
