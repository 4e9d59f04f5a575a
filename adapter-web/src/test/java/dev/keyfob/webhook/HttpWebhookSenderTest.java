package dev.keyfob.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.keyfob.application.fake.Eventually;
import dev.keyfob.domain.network.Network;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.OutboundAddressRules;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sends real requests to a real receiver. The receiver is on this machine, so its network is allowed if a test needs to
 * reach it.
 */
class HttpWebhookSenderTest {

    private static final OutboundAddressRules HERE =
            new OutboundAddressRules(true, List.of(new Network("127.0.0.0/8"), new Network("::1/128")));
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final ProxySelector DIRECT = ProxySelector.of(null);
    /** A busy machine does not reach it. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final SecureRandom random = new SecureRandom();
    private final SigningSecret secret = SigningSecret.generate(random);
    private final Receiver receiver = Receiver.start();
    private final HttpWebhookSender sender = sender(HERE, InetAddress::getAllByName);
    private final HttpWebhookSender impatient =
            new HttpWebhookSender(HERE, InetAddress::getAllByName, SHORT, SSLContexts::createDefault, DIRECT);
    private final Delivery delivery =
            Delivery.of(Event.of(EventType.TOKEN_CREATED, NOW).with("name", "Ünder \"this\" 🔑"), WebhookId.random());

    @AfterEach
    void close() {
        sender.close();
        impatient.close();
        receiver.close();
    }

    // The library of the standard is independent of this code.
    @Test
    void the_signature_satisfies_the_library_of_the_standard() throws Exception {
        Outcome outcome = send("/keyfob?x=1", secret);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.DELIVERED);
        Receiver.Got got = receiver.got.get(0);
        assertThat(got.path()).isEqualTo("/keyfob?x=1");
        assertThat(got.header("webhook-id")).isEqualTo(delivery.id().toString());
        assertThat(got.header("content-type")).startsWith("application/json");
        assertThat(got.body()).isEqualTo(delivery.body());
        new Webhook(secret.reveal()).verify(got.body(), headersOf(got));
        assertThatThrownBy(() -> new Webhook(secret.reveal()).verify(got.body() + " ", headersOf(got)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(
                        () -> new Webhook(SigningSecret.generate(random).reveal()).verify(got.body(), headersOf(got)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void while_a_secret_is_rotated_who_has_either_can_check() throws Exception {
        SigningSecret next = SigningSecret.generate(random);

        send("/", next, secret);

        Receiver.Got got = receiver.got.get(0);
        assertThat(got.header("webhook-signature").split(" ")).hasSize(2);
        new Webhook(secret.reveal()).verify(got.body(), headersOf(got));
        new Webhook(next.reveal()).verify(got.body(), headersOf(got));
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "201, DELIVERED",
        "204, DELIVERED",
        "299, DELIVERED",
        "300, FAILED",
        "304, FAILED",
        "400, FAILED",
        "401, FAILED",
        "404, FAILED",
        "410, GONE",
        "429, FAILED",
        "500, FAILED",
        "503, FAILED",
    })
    void the_status_decides(int status, Outcome.Kind expected) {
        receiver.behave(Receiver.status(status));

        Outcome outcome = send("/", secret);

        assertThat(outcome.kind()).isEqualTo(expected);
        assertThat(outcome.note()).startsWith("HTTP " + status).doesNotContain("own words");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_a_failure_and_is_not_followed(int status) throws Exception {
        try (Receiver elsewhere = Receiver.start()) {
            receiver.behave(Receiver.status(status, "Location", "http://127.0.0.1:" + elsewhere.port() + "/"));

            Outcome outcome = send("/", secret);

            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
            assertThat(outcome.note()).contains("redirects are not followed");
            assertThat(receiver.got).hasSize(1);
            assertThat(elsewhere.got).isEmpty();
        }
    }

    @Test
    void who_asks_to_be_called_later_is_in_seconds_and_as_a_date_within_a_day() {
        receiver.behave(Receiver.status(503, "Retry-After", "120"));
        assertThat(send("/", secret).retryAfter()).contains(Duration.ofMinutes(2));
        receiver.behave(Receiver.status(
                429,
                "Retry-After",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.plusSeconds(300).atOffset(ZoneOffset.UTC))));
        assertThat(sender.send(new WebhookUrl(url("/")), delivery, List.of(secret), NOW)
                        .retryAfter())
                .contains(Duration.ofMinutes(5));
        receiver.behave(Receiver.status(504, "Retry-After", "999999999"));
        assertThat(send("/", secret).retryAfter()).contains(Duration.ofDays(1));

        receiver.behave(Receiver.status(503, "Retry-After", "-5"));
        assertThat(send("/", secret).retryAfter()).isEmpty();
        receiver.behave(Receiver.status(503, "Retry-After", "soon"));
        assertThat(send("/", secret).retryAfter()).isEmpty();
        receiver.behave(Receiver.status(500, "Retry-After", "120"));
        assertThat(send("/", secret).retryAfter()).isEmpty();
    }

    @Test
    void who_says_nothing_is_left_in_time() {
        receiver.behave(Receiver.silence());

        long begun = System.nanoTime();
        Outcome outcome = send(impatient, url("/"), secret);

        assertThat(outcome).isEqualTo(Outcome.failed("no answer within 1 seconds"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(SHORT);
    }

    // Each byte arrives in time, but the answer never ends.
    @Test
    void who_dribbles_is_left_in_time() throws Exception {
        CompletableFuture<Void> talk;
        try (ServerSocket dribbling = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            talk = CompletableFuture.runAsync(() -> {
                try (Socket socket = dribbling.accept()) {
                    OutputStream out = socket.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write('x');
                        out.flush();
                        Thread.sleep(50);
                    }
                } catch (IOException e) {
                    // Expected when the sender closes the connection.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            Outcome outcome = send(impatient, "http://127.0.0.1:" + dribbling.getLocalPort(), secret);

            assertThat(outcome).isEqualTo(Outcome.failed("no answer within 1 seconds"));
        }
        assertThat(talk).succeedsWithin(Duration.ofMinutes(2));
    }

    @Test
    void an_answer_without_an_end_is_not_read_to_its_end() {
        AtomicInteger written = new AtomicInteger();
        receiver.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1024];
            while (true) {
                exchange.getResponseBody().write(block);
                written.addAndGet(block.length);
            }
        });

        Outcome outcome = send("/", secret);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.DELIVERED);
        assertThat(written.get()).isLessThan(64 * 1024 * 1024);
    }

    @Test
    void a_header_without_an_end_is_a_failure() {
        receiver.behave(Receiver.status(200, "X-Long", "x".repeat(20_000)));

        assertThat(send("/", secret).kind()).isEqualTo(Outcome.Kind.FAILED);
    }

    @Test
    void cookies_are_not_brought_back() {
        receiver.behave(Receiver.status(200, "Set-Cookie", "a=b; Path=/"));

        send("/", secret);
        send("/", secret);

        assertThat(receiver.got)
                .hasSize(2)
                .allSatisfy(got -> assertThat(got.header("cookie")).isEmpty());
    }

    @Test
    void no_proxy_is_asked() {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "1");
        System.setProperty("http.nonProxyHosts", "");
        try (HttpWebhookSender fresh = sender(HERE, InetAddress::getAllByName)) {
            assertThat(send(fresh, url("/"), secret).kind()).isEqualTo(Outcome.Kind.DELIVERED);
        } finally {
            List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts").forEach(System::clearProperty);
        }
    }

    @Test
    void nothing_there_is_told_in_words_of_our_own() throws Exception {
        // Bound, so that no one else takes the port, but not listening.
        try (Socket silent = new Socket();
                HttpWebhookSender lost = sender(HERE, host -> {
                    throw new UnknownHostException(host);
                })) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThat(send(sender, "http://127.0.0.1:" + silent.getLocalPort() + "/", secret))
                    .isEqualTo(Outcome.failed("not sent: nothing answers at its address"));
            assertThat(send(lost, "http://no-such-host.invalid/", secret))
                    .isEqualTo(Outcome.failed("not sent: the name of its host is not known"));
        }
    }

    // Each of these would reach the receiver if it were called.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:7f00:1]",
                "2130706433",
                "0.0.0.0",
            })
    void an_address_of_this_machine_is_refused_before_any_connection(String host) {
        try (HttpWebhookSender guarded = sender(new OutboundAddressRules(true, List.of()), InetAddress::getAllByName)) {
            WebhookUrl url = new WebhookUrl("http://" + host + ":" + receiver.port() + "/");

            assertThat(guarded.objectionTo(url))
                    .hasValueSatisfying(why -> assertThat(why).contains("webhooks.allowed_networks"));
            assertThat(send(guarded, url.value(), secret).note()).contains("no address that may be called");
            assertThat(receiver.got).isEmpty();
        }
    }

    @Test
    void a_name_that_means_this_machine_is_refused_too() {
        FilteringDnsResolver.Names names = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        try (HttpWebhookSender guarded = sender(new OutboundAddressRules(true, List.of()), names)) {
            String url = "http://hooks.example.com:" + receiver.port() + "/";

            assertThat(guarded.objectionTo(new WebhookUrl(url))).isPresent();
            assertThat(send(guarded, url, secret).note()).contains("no address that may be called");
            assertThat(receiver.got).isEmpty();
        }
    }

    // The name resolves to an allowed address at the check, and to this machine at the call.
    @Test
    void a_name_that_changes_its_meaning_is_judged_by_what_is_called() {
        AtomicInteger asked = new AtomicInteger();
        FilteringDnsResolver.Names names = host -> new InetAddress[] {
            asked.getAndIncrement() == 0 ? InetAddress.getByName("93.184.216.34") : InetAddress.getLoopbackAddress()
        };
        try (HttpWebhookSender guarded = sender(new OutboundAddressRules(true, List.of()), names)) {
            String url = "http://hooks.example.com:" + receiver.port() + "/";

            assertThat(guarded.objectionTo(new WebhookUrl(url))).isEmpty();
            assertThat(send(guarded, url, secret).note()).contains("no address that may be called");
            assertThat(asked).hasValue(2);
            assertThat(receiver.got).isEmpty();
        }
    }

    @Test
    void of_several_addresses_only_those_that_may_be_are_called() throws UnknownHostException {
        FilteringDnsResolver addresses = new FilteringDnsResolver(OutboundAddressRules.standard(), host ->
                new InetAddress[] {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("93.184.216.34")});

        assertThat(addresses.resolve("hooks.example.com")).containsExactly(InetAddress.getByName("93.184.216.34"));
    }

    @Test
    void plain_http_is_refused_unless_it_is_allowed() {
        try (HttpWebhookSender strict = sender(
                new OutboundAddressRules(false, List.of(new Network("127.0.0.0/8"))), InetAddress::getAllByName)) {
            assertThat(strict.objectionTo(new WebhookUrl(url("/"))))
                    .hasValueSatisfying(why -> assertThat(why).contains("webhooks.allow_plain_http"));
            assertThat(send(strict, url("/"), secret).note()).contains("not encrypted");
            assertThat(receiver.got).isEmpty();
        }
    }

    @Test
    void a_certificate_counts_if_it_is_trusted_and_names_the_host() throws Exception {
        Certificates certificates = Certificates.forHost("hooks.example.com");
        FilteringDnsResolver.Names names = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        try (Receiver encrypted = Receiver.startWithTls(certificates.server());
                HttpWebhookSender trusting = new HttpWebhookSender(HERE, names, TIMEOUT, certificates::client, DIRECT);
                HttpWebhookSender stranger = sender(HERE, names)) {
            String right = "https://hooks.example.com:" + encrypted.port() + "/";
            String wrong = "https://other.example.com:" + encrypted.port() + "/";

            assertThat(send(trusting, right, secret).kind()).isEqualTo(Outcome.Kind.DELIVERED);
            assertThat(send(trusting, wrong, secret).note()).contains("certificate");
            assertThat(send(stranger, right, secret).note()).contains("certificate");
            assertThat(encrypted.got).hasSize(1);
        }
    }

    // The name resolves only at the proxy.
    @Test
    void through_a_proxy_an_event_reaches_a_host_whose_name_only_the_proxy_knows() throws Exception {
        Certificates certificates = Certificates.forHost("hooks.example.com");
        FilteringDnsResolver.Names unknown = host -> {
            throw new UnknownHostException(host);
        };
        try (Receiver encrypted = Receiver.startWithTls(certificates.server());
                ConnectProxy proxy = ConnectProxy.to(encrypted.port());
                HttpWebhookSender trusting = proxied(proxy, unknown, certificates::client);
                HttpWebhookSender stranger = proxied(proxy, unknown, SSLContexts::createDefault)) {

            Outcome outcome = send(trusting, "https://hooks.example.com/keyfob", secret);

            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.DELIVERED);
            assertThat(proxy.asked).containsExactly("hooks.example.com:443");
            assertThat(encrypted.got.get(0).body()).isEqualTo(delivery.body());
            assertThat(send(stranger, "https://hooks.example.com/", secret).note())
                    .contains("certificate");
        }
    }

    @Test
    void a_proxy_is_not_asked_for_an_address_that_may_not_be_called() {
        FilteringDnsResolver.Names names = host -> new InetAddress[] {InetAddress.getByName("10.1.2.3")};
        try (ConnectProxy proxy = ConnectProxy.to(receiver.port());
                HttpWebhookSender sender = proxied(proxy, names, SSLContexts::createDefault)) {

            Outcome outcome = send(sender, "https://hooks.example.com/", secret);

            assertThat(outcome.note()).contains("webhooks.allowed_networks");
            assertThat(proxy.asked).isEmpty();
        }
    }

    @Test
    void what_the_proxy_refuses_is_told_as_that() {
        FilteringDnsResolver.Names unknown = host -> {
            throw new UnknownHostException(host);
        };
        try (ConnectProxy proxy = ConnectProxy.thatRefuses();
                HttpWebhookSender sender = proxied(proxy, unknown, SSLContexts::createDefault)) {
            assertThat(send(sender, "https://hooks.example.com/", secret).note())
                    .isEqualTo("not sent: the proxy of HTTPS_PROXY answered HTTP 403");
        }
    }

    @Test
    void stopping_ends_what_is_under_way_and_says_so() throws Exception {
        receiver.behave(Receiver.silence());
        CompletableFuture<Outcome> attempt = CompletableFuture.supplyAsync(() -> send("/", secret));
        Eventually.isTrue(() -> !receiver.got.isEmpty());

        sender.close();

        assertThat(attempt.get(2, TimeUnit.MINUTES)).isEqualTo(Outcome.stopped());
        assertThat(send("/", secret)).isEqualTo(Outcome.stopped());
    }

    private static HttpWebhookSender proxied(
            ConnectProxy proxy, FilteringDnsResolver.Names names, Supplier<SSLContext> tls) {
        return new HttpWebhookSender(HERE, names, TIMEOUT, tls, proxy.selector());
    }

    private static HttpWebhookSender sender(OutboundAddressRules reach, FilteringDnsResolver.Names names) {
        return new HttpWebhookSender(reach, names, TIMEOUT, SSLContexts::createDefault, DIRECT);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + receiver.port() + path;
    }

    private Outcome send(String path, SigningSecret... secrets) {
        return send(sender, url(path), secrets);
    }

    private Outcome send(HttpWebhookSender by, String url, SigningSecret... secrets) {
        return by.send(new WebhookUrl(url), delivery, Arrays.asList(secrets), Instant.now());
    }

    private static HttpHeaders headersOf(Receiver.Got got) {
        return HttpHeaders.of(got.headers(), (name, value) -> true);
    }
}
