package dev.keyfob.webhook;

import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.HttpOutcome;
import dev.keyfob.domain.webhook.OutboundAddressRules;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends each attempt as one POST over a new connection, to an allowed address, without cookies and redirects. An
 * attempt ends after fifteen seconds, however slowly the receiver answers. Only the status and {@code Retry-After}
 * count. Up to 8 KiB of the body are read, so that the receiver can finish writing, and none of it is kept.
 *
 * <p>An https address may be called through a proxy. Then the proxy resolves the host name. A name that resolves here,
 * but to no address that may be called, is not passed to the proxy.
 *
 * <p>A client is created at first use, because most installations have no webhooks.
 */
public final class HttpWebhookSender implements WebhookSender {

    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final int MOST_CONNECTIONS = 64;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 8192;
    private static final int READ_OF_BODY = 8192;

    private final OutboundAddressRules reach;
    private final FilteringDnsResolver addresses;
    private final Duration patience;
    private final Supplier<SSLContext> tls;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "webhook-deadlines");
        thread.setDaemon(true);
        return thread;
    });
    private final ProxySelector proxies;
    private final Map<Boolean, CloseableHttpClient> clients = new HashMap<>();

    /**
     * {@code patience} is the time limit of a whole attempt. {@code proxies} selects the proxy of an https address, if
     * any.
     */
    public HttpWebhookSender(OutboundAddressRules reach, Duration patience, ProxySelector proxies) {
        this(reach, InetAddress::getAllByName, patience, SSLContexts::createSystemDefault, proxies);
    }

    HttpWebhookSender(
            OutboundAddressRules reach,
            FilteringDnsResolver.Names names,
            Duration patience,
            Supplier<SSLContext> tls,
            ProxySelector proxies) {
        this.reach = reach;
        this.proxies = proxies;
        this.addresses = new FilteringDnsResolver(reach, names);
        this.patience = patience;
        this.tls = tls;
        deadlines.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Optional<String> objectionTo(WebhookUrl url) {
        try {
            reach.require(url);
            addresses.resolve(url.host());
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.explanation());
        } catch (FilteringDnsResolver.Refused e) {
            return Optional.of("That host has no address on the public internet, and Keyfob calls no others by default."
                    + " To allow it, name its network in webhooks.allowed_networks.");
        } catch (UnknownHostException e) {
            // The name may resolve later. Until then, deliveries fail and report an unknown host.
            return Optional.empty();
        }
    }

    @Override
    public Outcome send(WebhookUrl url, Delivery delivery, List<SigningSecret> secrets, Instant now) {
        HttpPost request = new HttpPost(url.uri());
        request.setEntity(new StringEntity(delivery.body(), ContentType.APPLICATION_JSON));
        // Each attempt resolves the host name again, so no connection is reused.
        request.setHeader(HttpHeaders.CONNECTION, "close");
        request.setHeader("webhook-id", delivery.id().toString());
        request.setHeader("webhook-timestamp", now.getEpochSecond());
        request.setHeader("webhook-signature", Signature.of(delivery.id().toString(), now, delivery.body(), secrets));
        AtomicBoolean isLate = new AtomicBoolean();
        ScheduledFuture<?> deadline = null;
        try {
            reach.require(url);
            deadline = deadlines.schedule(
                    () -> {
                        isLate.set(true);
                        request.cancel();
                    },
                    patience.toMillis(),
                    TimeUnit.MILLISECONDS);
            boolean isProxied = isProxied(url);
            if (isProxied) {
                requireAnyAllowed(url.host());
            }
            return answer(isProxied, request, now);
        } catch (Refusal refusal) {
            return Outcome.failed("not sent: its URL is not encrypted, and webhooks.allow_plain_http is false");
        } catch (IOException | RuntimeException e) {
            return isClosed.get() ? Outcome.stopped() : Outcome.failed(why(e, isLate.get()));
        } finally {
            if (deadline != null) {
                deadline.cancel(false);
            }
        }
    }

    private boolean isProxied(WebhookUrl url) {
        return "https".equalsIgnoreCase(url.uri().getScheme())
                && proxies.select(url.uri()).get(0).type() == Proxy.Type.HTTP;
    }

    private void requireAnyAllowed(String host) throws FilteringDnsResolver.Refused {
        try {
            addresses.resolve(host);
        } catch (FilteringDnsResolver.Refused e) {
            throw e;
        } catch (UnknownHostException e) {
            // The proxy may be able to resolve it.
        }
    }

    private Outcome answer(boolean isProxied, HttpPost request, Instant now) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        ClassicHttpResponse response = client(isProxied).executeOpen(null, request, context);
        // Without a TLS session, the answer comes from the proxy and not from the receiver.
        Outcome outcome = isProxied && context.getSSLSession() == null
                ? Outcome.failed("not sent: the proxy of HTTPS_PROXY answered HTTP " + response.getCode())
                : HttpOutcome.of(response.getCode(), retryAfter(response, now));
        if (!isReadToItsEnd(response.getEntity())) {
            // Closing the response would read the rest of the body.
            request.cancel();
        }
        try {
            response.close();
        } catch (IOException e) {
            // The status is already known.
        }
        return outcome;
    }

    // Reads a few kilobytes, so that the receiver can finish writing a short answer.
    private static boolean isReadToItsEnd(HttpEntity entity) {
        try {
            InputStream body = entity == null ? null : entity.getContent();
            return body == null || body.readNBytes(READ_OF_BODY).length < READ_OF_BODY;
        } catch (IOException e) {
            // The status is already known, so a broken body changes nothing.
            return false;
        }
    }

    private static Optional<Duration> retryAfter(ClassicHttpResponse response, Instant now) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null || header.getValue() == null) {
            return Optional.empty();
        }
        String text = header.getValue().strip();
        return text.matches("[0-9]{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : Optional.ofNullable(DateUtils.parseStandardDate(text)).map(time -> Duration.between(now, time));
    }

    // Returns texts of our own, because exception messages contain addresses and text from the receiver.
    private String why(Exception e, boolean isLate) {
        if (isLate || e instanceof SocketTimeoutException) {
            return "no answer within " + patience.toSeconds() + " seconds";
        }
        if (e instanceof FilteringDnsResolver.Refused) {
            return "not sent: its host has no address that may be called; see webhooks.allowed_networks";
        }
        if (e instanceof UnknownHostException) {
            return "not sent: the name of its host is not known";
        }
        if (e instanceof SSLException) {
            return "not sent: its certificate is not accepted, or it does not speak TLS";
        }
        return e instanceof java.net.ConnectException
                ? "not sent: nothing answers at its address"
                : "the connection broke (" + e.getClass().getSimpleName() + ")";
    }

    private synchronized CloseableHttpClient client(boolean isProxied) throws IOException {
        if (isClosed.get()) {
            throw new IOException("closed");
        }
        return clients.computeIfAbsent(isProxied, this::newClient);
    }

    // Through a proxy, only the name of the proxy is resolved here.
    private CloseableHttpClient newClient(boolean isProxied) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(isProxied ? SystemDefaultDnsResolver.INSTANCE : addresses)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls.get()))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .setMaxLineLength(LONGEST_LINE)
                                        .build())
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(Timeout.of(patience))
                                .build())
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .build())
                .setRoutePlanner(
                        isProxied
                                ? new SystemDefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE, proxies)
                                : new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setProtocolUpgradeEnabled(false)
                        .setConnectionRequestTimeout(Timeout.of(patience))
                        .setResponseTimeout(Timeout.of(patience))
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Keyfob-Webhooks/1")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Aborts the attempts in progress. They can be made again. */
    @Override
    public void close() {
        isClosed.set(true);
        deadlines.shutdownNow();
        synchronized (this) {
            clients.values().forEach(client -> client.close(CloseMode.IMMEDIATE));
        }
    }
}
