package dev.keyfob.web;

import dev.keyfob.application.UseCases;
import dev.keyfob.application.count.Counts.Limit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.html.Links;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.ProblemPages;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.server.AnswerEncoding;
import dev.keyfob.web.server.CannotListen;
import dev.keyfob.web.server.ClearedBuffers;
import dev.keyfob.web.server.CrossOrigin;
import dev.keyfob.web.server.DirectRoutes;
import dev.keyfob.web.server.EarlyErrors;
import dev.keyfob.web.server.HeaderLimit;
import dev.keyfob.web.server.IgnoreMethodOverride;
import dev.keyfob.web.server.LoadShedding;
import dev.keyfob.web.server.RequestBuffering;
import dev.keyfob.web.server.RequestWatch;
import dev.keyfob.web.server.ResponseBuffering;
import dev.keyfob.web.server.SecurityHeaders;
import dev.keyfob.web.server.ServerConnections;
import dev.keyfob.web.server.SlowClientTimeout;
import dev.keyfob.web.server.UninterruptibleThreadPool;
import dev.keyfob.web.server.WatchedRequest;
import dev.keyfob.web.server.WatchedRequests;
import dev.keyfob.web.verify.VerificationRequest;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.MethodNotAllowedResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** A running HTTP server. */
public final class WebServer implements AutoCloseable {

    private static final int LARGEST_BODY = 64 * 1024;
    /**
     * How long a request may take to arrive completely, and how long a client may take to read an answer or a part of
     * it. A silent client is disconnected after half of this time.
     */
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** How long a stop waits for clients that are being served. Then they are disconnected. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    /**
     * The size of a connection's send buffer in bytes. By default, the system buffers megabytes for a client that reads
     * slowly, and its progress cannot be seen for minutes.
     */
    private static final int LARGEST_SEND_BUFFER = 64 * 1024;

    /** How long an idle connection can delay a stop. */
    private static final Duration IDLE_WHILE_STOPPING = Duration.ofMillis(100);

    private static final io.javalin.http.Handler NOT_ALLOWED = ctx -> {
        throw new MethodNotAllowedResponse();
    };

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts the server. Throws {@link CannotListen} if the port is taken or not permitted, or if the address is not
     * one of this machine.
     */
    public static WebServer start(WebConfig config, UseCases useCases) {
        return start(config, useCases, Optional.empty());
    }

    /** Starts the server, and notifies {@code watch} of every request. */
    public static WebServer start(WebConfig config, UseCases useCases, Optional<RequestWatch> watch) {
        return start(config, useCases, watch, TIMEOUT, STOP_TIMEOUT);
    }

    static WebServer start(
            WebConfig config,
            UseCases useCases,
            Optional<RequestWatch> watch,
            Duration patience,
            Duration stopTimeout) {
        CannotListen.unlessFree(config.host(), config.port());
        return new WebServer(
                Javalin.create(javalin -> configure(javalin, config, useCases, watch, patience, stopTimeout))
                        .start(config.host(), config.port()));
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(
            JavalinConfig javalin,
            WebConfig config,
            UseCases useCases,
            Optional<RequestWatch> watch,
            Duration limit,
            Duration stopTimeout) {
        Map<String, String> headers = SecurityHeaders.of(config.site());
        Assets assets = new Assets();
        Templates templates = new Templates(new Links(
                assets.url("keyfob.css"),
                assets.url("keyfob.js"),
                assets.url("keyfob.svg"),
                config.site().demo()));
        List<Route> routes = Routes.of(config, useCases, templates, assets);
        AudienceLookup audiences = new AudienceLookup(routes);
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.contextResolver.ip = ctx -> config.trustedProxies()
                .addressOf(ctx.req().getRemoteAddr(), Collections.list(ctx.req().getHeaders("X-Forwarded-For")));
        javalin.http.maxRequestSize = LARGEST_BODY;
        javalin.http.prefer405over404 = true;
        javalin.http.compressionStrategy = CompressionStrategy.NONE;
        // Each URL has one spelling, so that a proxy with path rules checks the path that is served.
        javalin.router.ignoreTrailingSlashes = false;
        javalin.jetty.threadPool = new UninterruptibleThreadPool();
        SlowClientTimeout patience =
                new SlowClientTimeout(limit, config.httpLimits().idle(), IDLE_WHILE_STOPPING);
        HttpField[] fields = headers.entrySet().stream()
                .map(header -> new PreEncodedHttpField(header.getKey(), header.getValue()))
                .toArray(HttpField[]::new);
        DirectRoutes directRoutes = new DirectRoutes(config.trustedProxies(), LARGEST_BODY, fields);
        directRoutes.setHandler(new ResponseBuffering(new IgnoreMethodOverride()));
        AllowedMethods allowedMethods = new AllowedMethods(routes);
        patience.setHandler(new CrossOrigin(
                LoadShedding.before(directRoutes, audiences::of, useCases.counts.refusals(Limit.PLACES), fields),
                config.allowedOrigins(),
                audiences::of,
                allowedMethods::of,
                fields));
        HeaderLimit headerLimit = new HeaderLimit(
                config.httpLimits().largestHeader(),
                config.httpLimits().largestCheckedHeader(),
                new RequestBuffering(LARGEST_BODY, patience));
        javalin.jetty.modifyHttpConfiguration(http -> harden(http, headerLimit));
        javalin.jetty.modifyServer(server -> {
            Handler outermost = watch.<Handler>map(told -> new WatchedRequests(told, headerLimit))
                    .orElse(headerLimit);
            server.setHandler(new GracefulHandler(outermost));
            server.setErrorHandler(
                    new EarlyErrors(headers, path -> audiences.of(path).format()));
            server.setStopTimeout(stopTimeout.toMillis());
        });
        javalin.jetty.addConnector((server, http) -> {
            ServerConnector connector =
                    new ServerConnector(server, null, null, new ClearedBuffers(), -1, -1, new ServerConnections(http));
            connector.setHost(config.host());
            connector.setPort(config.port());
            connector.setIdleTimeout(patience.longestSilence().toMillis());
            connector.setAcceptedSendBufferSize(LARGEST_SEND_BUFFER);
            connector.setShutdownIdleTimeout(IDLE_WHILE_STOPPING.toMillis());
            connector.addEventListener(patience);
            return connector;
        });

        ProblemPages problemPages = new ProblemPages(
                config.site().tokenSettings().catalogue(), Routes.authentication(config, useCases), templates);
        ErrorResponses errors = new ErrorResponses(
                problemPages,
                path -> audiences.of(path).format(),
                allowedMethods::of,
                config.discovery().endOfChallenge(config.site()));
        errors.register(javalin);
        javalin.routes.before(ctx -> {
            headers.forEach(ctx::header);
            refuseQuery(ctx);
            if (ctx.req().getContentLengthLong() > LARGEST_BODY) {
                throw new ContentTooLargeResponse();
            }
        });
        javalin.routes.after(AnswerEncoding::choose);
        add(routes, javalin, directRoutes, watch.orElse((method, path) -> answered -> {}));
    }

    private static void refuseQuery(Context ctx) {
        Map<String, List<String>> query;
        try {
            query = VerificationRequest.parameters(
                    Optional.ofNullable(ctx.queryString()).orElse(""));
        } catch (IllegalArgumentException e) {
            throw queryUnreadable();
        }
        // RFC 6750 section 2.3 allows a token here. URLs end up in logs, so even a valid one is refused.
        if (query.containsKey("access_token")) {
            throw new Refusal(
                    Reason.QUERY_UNREADABLE,
                    "A token in a URL ends up in logs. Send it in a header: Authorization: Bearer, a space, and the token.");
        }
        // The framework decodes the query in the charset of the body, and drops what it cannot decode.
        Map<String, List<String>> read = new HashMap<>(ctx.queryParamMap());
        // An empty text between two "&" is not a parameter.
        read.remove("");
        query.remove("");
        if (!read.equals(query)) {
            throw queryUnreadable();
        }
    }

    private static Refusal queryUnreadable() {
        return new Refusal(
                Reason.QUERY_UNREADABLE,
                "The query is not well encoded. Percent-encode it in UTF-8, and name no other charset.");
    }

    private static void add(List<Route> routes, JavalinConfig javalin, DirectRoutes directRoutes, RequestWatch watch) {
        for (Route route : routes) {
            RequestWatch.OfRoute watched = watch.of(route.method().name(), route.path());
            if (route instanceof Route.Direct direct) {
                directRoutes.add(direct.method(), direct.path(), direct.handler(), watched);
                if (direct.methods().contains(HandlerType.HEAD.name())) {
                    directRoutes.add(HandlerType.HEAD, direct.path(), direct.handler(), watched);
                }
            } else if (route instanceof Route.Framed framed) {
                io.javalin.http.Handler handler = ctx -> {
                    WatchedRequest.note(ServletContextRequest.getServletContextRequest(ctx.req()), watched);
                    framed.handler().handle(ctx);
                };
                javalin.routes.addHttpHandler(framed.method(), framed.path(), handler, framed.access());
                if (framed.method() == HandlerType.GET) {
                    // Without this route, the framework answers HEAD with 200 and calls no handler. The server drops
                    // the body.
                    javalin.routes.addHttpHandler(
                            HandlerType.HEAD,
                            framed.path(),
                            framed.methods().contains(HandlerType.HEAD.name()) ? handler : NOT_ALLOWED,
                            framed.access());
                }
            }
        }
    }

    private static void harden(HttpConfiguration http, HeaderLimit headerLimit) {
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(headerLimit.ofJetty());
        // By default, Jetty caches headers for each open connection. They can contain secrets.
        http.setHeaderCacheSize(0);
    }
}
