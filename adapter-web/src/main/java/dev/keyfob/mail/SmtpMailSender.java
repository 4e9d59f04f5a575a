package dev.keyfob.mail;

import dev.keyfob.application.port.MailSender;
import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Sends each mail over a new SMTP connection. An attempt ends after twenty seconds, however slowly the server answers.
 *
 * <p>This class opens the socket itself instead of letting Jakarta Mail do it. It can then close the socket at any
 * time, and the certificate is checked against the configured host name.
 */
public final class SmtpMailSender implements MailSender {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final MailServer server;
    private final Duration patience;
    private final Supplier<SSLContext> tls;
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.keyfob.web.jte");
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "mail-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /** Accepts the certificates that the JVM trusts by default. */
    public SmtpMailSender(MailServer server) {
        this(server, TIMEOUT, SmtpMailSender::ofThisMachine);
    }

    /**
     * @param patience the timeout of a whole attempt
     * @param tls provides the certificates to accept
     */
    SmtpMailSender(MailServer server, Duration patience, Supplier<SSLContext> tls) {
        this.server = server;
        this.patience = patience;
        this.tls = tls;
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private static SSLContext ofThisMachine() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /** The work of one attempt. The socket is closed at the deadline. */
    private interface Attempt {
        Outcome on(Socket socket) throws MessagingException, IOException;
    }

    @Override
    public Outcome send(Email to, MailId id, MailText text, Instant now) {
        return within(socket -> deliver(socket, to, id, text, now));
    }

    /** Connects, starts TLS and signs in as configured, then disconnects. Sends no mail. */
    public Outcome tryToConnect() {
        return within(socket -> {
            SMTPTransport transport = (SMTPTransport) session().getTransport("smtp");
            try {
                connect(transport, socket);
                return Outcome.delivered("connected");
            } finally {
                closeQuietly(transport);
            }
        });
    }

    private Outcome within(Attempt attempt) {
        AtomicBoolean isLate = new AtomicBoolean();
        try (Socket socket = new Socket()) {
            open.add(socket);
            if (isClosed.get()) {
                return Outcome.stopped();
            }
            ScheduledFuture<?> deadline = deadlines.schedule(
                    () -> {
                        isLate.set(true);
                        cut(socket);
                    },
                    patience.toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                return attempt.on(socket);
            } catch (MessagingException | IOException | RuntimeException e) {
                return isClosed.get() ? Outcome.stopped() : new SmtpFailure(server, patience).outcome(e, isLate.get());
            } finally {
                deadline.cancel(false);
                open.remove(socket);
            }
        } catch (IOException | RuntimeException e) {
            return isClosed.get() ? Outcome.stopped() : Outcome.failed("the connection broke");
        }
    }

    private Outcome deliver(Socket socket, Email to, MailId id, MailText text, Instant now)
            throws MessagingException, IOException {
        Session session = session();
        MimeMessage message = message(session, to, id, text, now);
        SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
        try {
            connect(transport, socket);
            transport.sendMessage(message, new Address[] {new InternetAddress(to.value(), true)});
            return Outcome.delivered(SmtpFailure.shortened(transport.getLastServerResponse()));
        } finally {
            // Sends QUIT, which fails if the socket was already closed at the deadline.
            closeQuietly(transport);
        }
    }

    private void connect(SMTPTransport transport, Socket socket) throws MessagingException, IOException {
        socket.connect(new InetSocketAddress(address(), server.port()), (int) CONNECT.toMillis());
        socket.setSoTimeout((int) patience.toMillis());
        transport.connect(server.encryption() == MailServer.Encryption.TLS ? encrypted(socket) : socket);
    }

    private Session session() {
        return Session.getInstance(properties(), new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return server.login()
                        .map(login -> new PasswordAuthentication(login.user(), login.password()))
                        .orElse(null);
            }
        });
    }

    // The address keeps the configured host name. For a numeric host, the library would otherwise do a reverse DNS
    // lookup and check the certificate against whatever name DNS returns.
    private InetAddress address() throws UnknownHostException {
        return InetAddress.getByAddress(
                server.host(), InetAddress.getByName(server.host()).getAddress());
    }

    private static void closeQuietly(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // The outcome of the mail is already known.
        }
    }

    private SSLSocket encrypted(Socket socket) throws IOException {
        SSLSocket encrypted =
                (SSLSocket) tls.get().getSocketFactory().createSocket(socket, server.host(), server.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    private Properties properties() {
        Properties properties = new Properties();
        boolean startsTls = server.encryption() == MailServer.Encryption.STARTTLS;
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", String.valueOf(server.port()));
        properties.put("mail.smtp.starttls.enable", String.valueOf(startsTls));
        properties.put("mail.smtp.starttls.required", String.valueOf(startsTls));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", tls.get().getSocketFactory());
        properties.put("mail.smtp.connectiontimeout", String.valueOf(CONNECT.toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(patience.toMillis()));
        properties.put("mail.smtp.writetimeout", String.valueOf(patience.toMillis()));
        properties.put("mail.smtp.auth", String.valueOf(server.login().isPresent()));
        // Send a constant name in EHLO: the mail server needs no host name of this machine.
        properties.put("mail.smtp.localhost", "keyfob");
        return properties;
    }

    private MimeMessage message(Session session, Email to, MailId id, MailText text, Instant now)
            throws MessagingException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + "@" + host(server.from()) + ">");
            }
        };
        message.setFrom(new InternetAddress(server.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to.value(), true));
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(now));
        // Prevents automatic replies such as out-of-office messages (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text.body(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(html(text), StandardCharsets.UTF_8.name(), "html");
        MimeMultipart both = new MimeMultipart("alternative", plain, html);
        message.setContent(both);
        message.saveChanges();
        return message;
    }

    private String html(MailText text) {
        StringOutput output = new StringOutput();
        String url = server.publicUrl().toString();
        String root = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        templates.render("mail.jte", Map.of("page", MailView.of(text, root)), output);
        return output.toString();
    }

    private static String host(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** Ends the running attempts at once. They report {@link Outcome#stopped()} and can be repeated. */
    @Override
    public void close() {
        isClosed.set(true);
        deadlines.shutdownNow();
        open.forEach(SmtpMailSender::cut);
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closing fails only if the connection is already broken.
        }
    }
}
