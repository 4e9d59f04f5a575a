package dev.keyfob.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import dev.keyfob.mail.MailServer.Encryption;
import dev.keyfob.mail.MailServer.Login;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the sender against a real mail server. */
class SmtpMailSenderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    /** A busy machine does not reach it. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final Email ALICE = new Email("alice@example.com");
    private static final MailText TEXT = new MailText(
            "Zoë’s tokens expire soon",
            "Hello Zoë 🔑,\n\nThese tokens expire soon:\n\n- “<b>CI</b>” (kfpat_…a1B2)\n- and 2 more"
                    + "\n\nYour access tokens:\n\nhttps://keyfob.example.com/settings/access-token\n");
    private static final Login LOGIN = new Login("keyfob", LocalMailServer.PASSWORD);

    private final LocalMailServer server = new LocalMailServer();
    private SmtpMailSender sender;

    @AfterEach
    void stop() {
        if (sender != null) {
            sender.close();
        }
        server.close();
    }

    @Test
    void a_mail_arrives_encrypted_as_plain_text_and_as_html() throws Exception {
        server.start();
        MailId id = MailId.random();

        Outcome outcome = sender(Encryption.STARTTLS, Optional.of(LOGIN)).send(ALICE, id, TEXT, NOW);

        assertThat(outcome.kind()).as(outcome.note()).isEqualTo(Outcome.Kind.DELIVERED);
        assertThat(outcome.note()).startsWith("250");
        assertThat(server.got).singleElement().satisfies(got -> {
            assertThat(got.from()).isEqualTo("keyfob@example.com");
            assertThat(got.to()).isEqualTo("alice@example.com");
        });
        MimeMessage mail = message();
        assertThat(mail.getSubject()).isEqualTo(TEXT.subject());
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@example.com>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSentDate()).isEqualTo(NOW);
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(TEXT.body());
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains(
                        "<p>Hello Zoë 🔑,</p>",
                        "<li>“&lt;b&gt;CI&lt;/b&gt;” (kfpat_…a1B2)</li>",
                        "<li>and 2 more</li>",
                        "<a href=\"https://keyfob.example.com/settings/access-token\">")
                .doesNotContain("<img", "<script", "http://");
    }

    @Test
    void to_connect_is_tried_with_tls_and_the_password_and_nothing_is_sent() throws Exception {
        server.start();

        Outcome good = sender(Encryption.STARTTLS, Optional.of(LOGIN)).tryToConnect();
        Outcome bad = sender(Encryption.STARTTLS, Optional.of(new Login("keyfob", "wrong secret")))
                .tryToConnect();

        assertThat(good.kind()).isEqualTo(Outcome.Kind.DELIVERED);
        assertFailed(bad, "the server refused the user name or the password; see mail.username");
        assertThat(server.passwords).containsExactly(LocalMailServer.PASSWORD, "wrong secret");
        assertThat(server.got).isEmpty();
    }

    @Test
    void a_wrong_password_is_told_and_not_shown() throws Exception {
        server.start();

        Outcome outcome = sender(Encryption.STARTTLS, Optional.of(new Login("keyfob", "wrong secret")))
                .send(ALICE, MailId.random(), TEXT, NOW);

        assertFailed(outcome, "the server refused the user name or the password; see mail.username");
        assertThat(outcome.note()).doesNotContain("wrong secret");
    }

    @Test
    void a_certificate_of_an_unknown_authority_is_not_accepted() throws Exception {
        server.start();
        sender = new SmtpMailSender(
                settings("localhost", server.port(), Encryption.STARTTLS, Optional.of(LOGIN)),
                TIMEOUT,
                SmtpMailSenderTest::standard);

        assertFailed(
                sender.send(ALICE, MailId.random(), TEXT, NOW),
                "the server's certificate is not accepted, or it does not speak TLS there; see mail.encryption");
        assertThat(server.got).isEmpty();
        assertThat(server.passwords).isEmpty();
    }

    @Test
    void a_certificate_for_another_host_is_not_accepted() throws Exception {
        server.start();
        sender = new SmtpMailSender(
                settings("127.0.0.1", server.port(), Encryption.STARTTLS, Optional.of(LOGIN)),
                TIMEOUT,
                server::clientTls);

        assertThat(sender.send(ALICE, MailId.random(), TEXT, NOW).kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(server.got).isEmpty();
        assertThat(server.passwords).isEmpty();
    }

    @Test
    void with_tls_from_the_first_byte_the_certificate_is_the_hosts_too() throws Exception {
        server.startEncrypted();
        SmtpMailSender ofAnotherName = new SmtpMailSender(
                settings("127.0.0.1", server.port(), Encryption.TLS, Optional.empty()), TIMEOUT, server::clientTls);

        Outcome refused = ofAnotherName.send(ALICE, MailId.random(), TEXT, NOW);
        ofAnotherName.close();
        Outcome taken = sender(Encryption.TLS, Optional.empty()).send(ALICE, MailId.random(), TEXT, NOW);

        assertThat(refused.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(taken.kind()).isEqualTo(Outcome.Kind.DELIVERED);
        assertThat(server.got).hasSize(1);
    }

    @Test
    void without_starttls_nothing_is_said() throws Exception {
        server.startInTheClear();

        assertFailed(
                sender(Encryption.STARTTLS, Optional.of(LOGIN)).send(ALICE, MailId.random(), TEXT, NOW),
                "the server offers no STARTTLS, so nothing was sent; see mail.encryption");
        assertThat(server.got).isEmpty();
        assertThat(server.passwords).isEmpty();
    }

    @Test
    void a_server_that_is_down_is_named() throws Exception {
        // Bound, so that no one else takes the port, but not listening.
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = silent.getLocalPort();
            sender = new SmtpMailSender(
                    settings("localhost", port, Encryption.STARTTLS, Optional.empty()), TIMEOUT, server::clientTls);

            assertFailed(
                    sender.send(ALICE, MailId.random(), TEXT, NOW),
                    "nothing answers at localhost port " + port + "; see mail.host and mail.port");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_server_that_hangs_or_trickles_is_given_up(boolean trickles) throws Exception {
        CompletableFuture<Void> service;
        try (ServerSocket hanging = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            service = CompletableFuture.runAsync(() -> hang(hanging, trickles));
            sender = new SmtpMailSender(
                    settings("localhost", hanging.getLocalPort(), Encryption.STARTTLS, Optional.empty()),
                    Duration.ofMillis(300),
                    server::clientTls);

            Outcome outcome = sender.send(ALICE, MailId.random(), TEXT, NOW);

            assertThat(outcome.note()).startsWith("the server did not answer within");
        }
        assertThat(service).succeedsWithin(Duration.ofMinutes(2));
    }

    @Test
    void a_refused_recipient_is_refused_for_good_and_a_busy_mailbox_is_not() throws Exception {
        server.start();

        Outcome refused = sender(Encryption.STARTTLS, Optional.of(LOGIN))
                .send(new Email("gone@example.com"), MailId.random(), TEXT, NOW);
        Outcome busy = sender.send(new Email("busy@example.com"), MailId.random(), TEXT, NOW);

        assertThat(refused.kind()).isEqualTo(Outcome.Kind.GONE);
        assertThat(refused.note()).contains("the server refused the address", "550", "No such mailbox");
        assertThat(busy.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(busy.note()).contains("450");
    }

    @Test
    void closing_cuts_what_is_under_way_and_it_counts_as_not_tried() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            sender = new SmtpMailSender(
                    settings("localhost", hanging.getLocalPort(), Encryption.STARTTLS, Optional.empty()),
                    TIMEOUT,
                    server::clientTls);
            CompletableFuture<Outcome> sent =
                    CompletableFuture.supplyAsync(() -> sender.send(ALICE, MailId.random(), TEXT, NOW));
            try (Socket accepted = hanging.accept()) {
                sender.close();

                assertThat(sent.get(2, TimeUnit.MINUTES).kind()).isEqualTo(Outcome.Kind.STOPPED);
                assertThat(accepted.isConnected()).isTrue();
            }
            assertThat(sender.send(ALICE, MailId.random(), TEXT, NOW).kind()).isEqualTo(Outcome.Kind.STOPPED);
        }
    }

    @Test
    void a_server_on_this_machine_may_speak_in_the_clear() throws Exception {
        server.startInTheClear();

        Outcome outcome = sender(Encryption.NONE, Optional.empty()).send(ALICE, MailId.random(), TEXT, NOW);

        assertThat(outcome.kind()).as(outcome.note()).isEqualTo(Outcome.Kind.DELIVERED);
    }

    @Test
    void a_password_is_printed_by_nobody() {
        assertThat(LOGIN.toString()).doesNotContain(LocalMailServer.PASSWORD);
    }

    private SmtpMailSender sender(Encryption encryption, Optional<Login> login) {
        sender =
                new SmtpMailSender(settings("localhost", server.port(), encryption, login), TIMEOUT, server::clientTls);
        return sender;
    }

    private static MailServer settings(String host, int port, Encryption encryption, Optional<Login> login) {
        return new MailServer(
                host, port, encryption, "keyfob@example.com", login, URI.create("https://keyfob.example.com"));
    }

    private static SSLContext standard() {
        try {
            return SSLContext.getDefault();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private MimeMessage message() throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(server.got.get(0).bytes()));
    }

    private static void assertFailed(Outcome outcome, String note) {
        assertThat(outcome.note()).startsWith(note);
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
    }

    // Returns when the client closes the connection.
    private static void hang(ServerSocket server, boolean trickles) {
        try (Socket accepted = server.accept()) {
            while (true) {
                if (trickles) {
                    accepted.getOutputStream()
                            .write("220-wait\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } else if (accepted.getInputStream().read() < 0) {
                    return;
                }
                Thread.sleep(20);
            }
        } catch (java.io.IOException e) {
            // The client closed the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
