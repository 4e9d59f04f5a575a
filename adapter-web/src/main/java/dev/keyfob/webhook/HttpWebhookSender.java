package dev.keyfob.webhook;

import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.OutboundAddressRules;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.WebhookAnswer;
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
 * Sends each attempt as one POST on a connection of its own, to an allowed address, without cookies and
 * redirects. An attempt ends after fifteen seconds, however slowly the receiver answers. Only the status counts; a
 * little of the body is read so that the receiver can finish, and none of it is kept.
 *
 * <p>An https address may be called through a proxy. Then the proxy looks its name up; what this machine knows to be an
 * address that may not be called is not given to the proxy.
 *
 * <p>A client is created when it is first needed, because most installations have no webhooks.
 */
public final class HttpWebhookSender implements WebhookSender {

    public static final Duration PATIENCE = Duration.ofSeconds(15);

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
     * {@code patience} is what an attempt may take in all; {@code proxies} says which https addresses go through one.
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
            return Optional.of("That host has no address on the public internet, and Keyfob calls no others unasked. If"
                    + " it is meant, name its network in webhooks.allowed_networks.");
        } catch (UnknownHostException e) {
            // It may be known tomorrow; until then deliveries fail, and say so.
            return Optional.empty();
        }
    }

    @Override
    public Outcome send(WebhookUrl url, Delivery delivery, List<SigningSecret> secrets, Instant now) {
        HttpPost request = new HttpPost(url.uri());
        request.setEntity(new StringEntity(delivery.body(), ContentType.APPLICATION_JSON));
        // Each attempt looks its address up afresh, so no connection is kept.
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
                requireNoneForbidden(url.host());
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

    private void requireNoneForbidden(String host) throws FilteringDnsResolver.Refused {
        try {
            addresses.resolve(host);
        } catch (FilteringDnsResolver.Refused e) {
            throw e;
        } catch (UnknownHostException e) {
            // The proxy may know it.
        }
    }

    private Outcome answer(boolean isProxied, HttpPost request, Instant now) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        ClassicHttpResponse response = client(isProxied).executeOpen(null, request, context);
        // What came without TLS, the proxy said itself.
        Outcome outcome = isProxied && context.getSSLSession() == null
                ? Outcome.failed("not sent: the proxy of HTTPS_PROXY answered HTTP " + response.getCode())
                : WebhookAnswer.of(response.getCode(), retryAfter(response, now));
        if (!isReadToItsEnd(response.getEntity())) {
            // Closing would read the rest.
            request.cancel();
        }
        try {
            response.close();
        } catch (IOException e) {
            // The status has been said.
        }
        return outcome;
    }

    // A little is read, so that the receiver can finish its sentence.
    private static boolean isReadToItsEnd(HttpEntity entity) {
        try {
            InputStream body = entity == null ? null : entity.getContent();
            return body == null || body.readNBytes(READ_OF_BODY).length < READ_OF_BODY;
        } catch (IOException e) {
            // The status has been said; that the rest broke off changes nothing.
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

    // Our own words: the texts of exceptions hold addresses, and what a server wrote.
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

    // Through a proxy, the one name that is looked up is the proxy's own.
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

    /** Attempts that are under way end at once, and can be made again. */
    @Override
    public void close() {
        isClosed.set(true);
        deadlines.shutdownNow();
        synchronized (this) {
            clients.values().forEach(client -> client.close(CloseMode.IMMEDIATE));
        }
    }
}
