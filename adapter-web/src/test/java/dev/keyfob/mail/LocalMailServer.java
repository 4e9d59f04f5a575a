package dev.keyfob.mail;

import dev.keyfob.webhook.Certificates;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server on this machine, either with STARTTLS and authentication or without both. Its certificate is for
 * localhost.
 */
public final class LocalMailServer implements AutoCloseable {

    private static final int FREE = 0;

    public static final String PASSWORD = "the mail server's password";

    /** A mail that the server accepted. */
    public record Got(String from, String to, byte[] bytes) {}

    public final List<Got> got = new CopyOnWriteArrayList<>();

    /** The passwords that clients sent, right or wrong. */
    final List<String> passwords = new CopyOnWriteArrayList<>();

    private final Certificates certificates;
    private SMTPServer server;

    public LocalMailServer() {
        try {
            certificates = Certificates.forHost("localhost");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void start() {
        server = builder(FREE)
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(certificates.server())
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    passwords.add(password);
                    if (!user.equals("keyfob") || !password.equals(PASSWORD)) {
                        throw new LoginFailedException();
                    }
                }))
                .build();
        server.start();
    }

    /** Starts with TLS from the first byte. */
    void startEncrypted() {
        server = builder(FREE).serverSocketFactory(certificates.server()).build();
        server.start();
    }

    public void startInTheClear() {
        startInTheClear(FREE);
    }

    /** Starts without TLS on a port that it used before. */
    public void startInTheClear(int port) {
        server = builder(port).build();
        server.start();
    }

    public int port() {
        return server.getPortAllocated();
    }

    SSLContext clientTls() {
        return certificates.client();
    }

    @Override
    public void close() {
        stop();
    }

    /** Stops the server, which can be started again. */
    public void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    private SMTPServer.Builder builder(int port) {
        return SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Taking());
    }

    private final class Taking implements MessageHandler {

        private String from = "";
        private String to = "";

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (recipient.startsWith("gone")) {
                throw new RejectException(550, "No such mailbox");
            }
            if (recipient.startsWith("busy")) {
                throw new RejectException(450, "Mailbox busy");
            }
            to = recipient;
        }

        @Override
        public String data(java.io.InputStream data) throws java.io.IOException {
            got.add(new Got(from, to, data.readAllBytes()));
            return null;
        }

        @Override
        public void done() {
            // Nothing is open.
        }
    }
}
