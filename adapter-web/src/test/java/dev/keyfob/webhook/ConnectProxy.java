package dev.keyfob.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real HTTP proxy on this machine. It accepts CONNECT and forwards everything to one local port, whatever host is
 * requested, so that no name has to resolve. Without a port it refuses.
 */
public final class ConnectProxy implements AutoCloseable {

    /** The requested targets, such as {@code hooks.example.com:443}. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    private final ServerSocket entrance;
    private final int exit;

    private ConnectProxy(ServerSocket entrance, int exit) {
        this.entrance = entrance;
        this.exit = exit;
        start(this::accept);
    }

    public static ConnectProxy to(int exit) {
        try {
            return new ConnectProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), exit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ConnectProxy thatRefuses() {
        return to(0);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Returns a selector that sends everything through this proxy. */
    public ProxySelector selector() {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI target) {
                return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("127.0.0.1", port())));
            }

            @Override
            public void connectFailed(URI target, SocketAddress address, IOException failure) {}
        };
    }

    @Override
    public void close() {
        close(entrance);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                start(() -> serve(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket near) {
        try {
            asked.add(head(near.getInputStream()).split(" ")[1]);
            if (exit == 0) {
                near.getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                close(near);
                return;
            }
            Socket far = new Socket(InetAddress.getLoopbackAddress(), exit);
            near.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            start(() -> copy(far, near));
            copy(near, far);
        } catch (IOException e) {
            close(near);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // Both ends are closed below.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            // The socket is no longer needed.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
