package dev.keyfob.web.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Objects;

/** Thrown if the server cannot listen at its address. The message names the address, the cause and the remedy. */
public final class CannotListen extends RuntimeException {

    private static final int FIRST_FREE_FOR_ALL = 1024;

    private CannotListen(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * Checks that the server can listen there, by listening for a moment. The framework's own error would not name a
     * remedy.
     */
    public static void unlessFree(String host, int port) {
        InetAddress address = ownAddress(host);
        try (ServerSocketChannel trial = ServerSocketChannel.open()) {
            trial.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new CannotListen(
                    port >= FIRST_FREE_FOR_ALL || String.valueOf(e.getMessage()).contains("in use")
                            ? "Port " + port + " on " + host + " is taken by another program. Stop that one, or give"
                                    + " another port (--port, server.port)."
                            : "Port " + port + " on " + host + " is not open to this user: on most systems, ports"
                                    + " below " + FIRST_FREE_FOR_ALL + " need administrator rights. Give a higher port"
                                    + " (--port, server.port) and let a proxy listen on this one, or give this program"
                                    + " the capability CAP_NET_BIND_SERVICE.");
        }
    }

    private static InetAddress ownAddress(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null) {
                return address;
            }
            throw new CannotListen("The address " + host + " is not one of this machine, so Keyfob cannot listen on it."
                    + " Give 127.0.0.1 for this machine alone, 0.0.0.0 for all of its addresses, or one of them"
                    + " (--host, server.host).");
        } catch (UnknownHostException e) {
            throw new CannotListen("The host " + host + " is not known here. Give an address of this machine, such as"
                    + " 127.0.0.1 or 0.0.0.0 (--host, server.host).");
        } catch (IOException e) {
            throw new CannotListen(
                    "The addresses of this machine cannot be read, so Keyfob cannot listen on " + host + ".");
        }
    }
}
