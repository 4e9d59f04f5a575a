package dev.keyfob.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP proxy between Keyfob and its database, which a test can disconnect or stall. */
final class Cable implements AutoCloseable {

    private final ServerSocket entrance;
    private final int exit;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean isPulled;
    private volatile boolean isClogged;

    Cable(int exit) throws IOException {
        this.exit = exit;
        this.entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Closes all connections, and each new one at once. */
    synchronized void pull() {
        isPulled = true;
        ends.forEach(Cable::close);
        ends.clear();
    }

    /** Stops forwarding data, without closing any connection. */
    void clog() {
        isClogged = true;
    }

    void mend() {
        isPulled = false;
        isClogged = false;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        pull();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException over) {
                // The listening socket was closed, or the database is down. The loop tries again with the next
                // connection.
            }
        }
    }

    private synchronized void connect(Socket near) throws IOException {
        if (isPulled) {
            close(near);
            return;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), exit);
        ends.addAll(List.of(near, far));
        start(() -> carry(near, far));
        start(() -> carry(far, near));
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                while (isClogged && !isPulled) {
                    Thread.sleep(20);
                }
                out.write(bytes, 0, read);
                out.flush();
            }
        } catch (IOException | InterruptedException over) {
            // One end was closed, so the other is closed too.
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }
}
