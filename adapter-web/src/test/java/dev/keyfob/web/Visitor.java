package dev.keyfob.web;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.api.GithubScanning;
import dev.keyfob.web.api.SignedReport;
import dev.keyfob.web.signin.Carrier;
import dev.keyfob.web.signin.SignInMethods;
import dev.keyfob.web.site.Site;
import dev.keyfob.web.site.TrustedProxies;
import dev.keyfob.web.verify.PathRules;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Someone at a browser without a window: keeps cookies, follows no redirect by itself, fills in forms. */
public final class Visitor {

    private static final HttpLimits LIMITS = new HttpLimits(8 * 1024, 32 * 1024, Duration.ofSeconds(75));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Visitor(WebServer server) {
        this.port = server.port();
    }

    public static WebServer serve(InMemoryKeyfob keyfob, boolean demo) {
        return WebServer.start(config(keyfob, demo), keyfob.useCases);
    }

    public static WebConfig config(InMemoryKeyfob keyfob, boolean demo) {
        return config(keyfob, demo, PathRules.none(), Optional.empty());
    }

    public static WebConfig config(
            InMemoryKeyfob keyfob, boolean demo, PathRules pathRules, Optional<String> audience) {
        return config(keyfob, demo, pathRules, audience, SignInMethods.localOnly());
    }

    public static WebConfig config(
            InMemoryKeyfob keyfob,
            boolean demo,
            PathRules pathRules,
            Optional<String> audience,
            SignInMethods signInMethods) {
        return config(keyfob, demo, pathRules, audience, signInMethods, SignedReport.settings(true));
    }

    public static WebConfig config(InMemoryKeyfob keyfob, GithubScanning githubScanning) {
        return config(keyfob, false, PathRules.none(), Optional.empty(), SignInMethods.localOnly(), githubScanning);
    }

    /** One that takes tokens there at {@code /auth/check}. */
    public static WebConfig config(InMemoryKeyfob keyfob, Set<Carrier> carriers) {
        return config(keyfob, PathRules.none(), carriers, Set.of());
    }

    /** One that tells this about itself. */
    public static WebConfig config(InMemoryKeyfob keyfob, Discovery discovery) {
        WebConfig like = config(keyfob, false);
        return new WebConfig(
                like.host(),
                like.port(),
                like.site(),
                like.httpLimits(),
                like.trustedProxies(),
                like.signInMethods(),
                like.pathRules(),
                EnumSet.of(Carrier.BEARER, Carrier.BASIC),
                like.allowedOrigins(),
                like.githubScanning(),
                like.audience(),
                like.introspection(),
                discovery,
                like.ready());
    }

    /** One whose APIs the pages of these origins may call. */
    public static WebConfig configFor(InMemoryKeyfob keyfob, String... allowedOrigins) {
        return config(keyfob, PathRules.none(), EnumSet.of(Carrier.BEARER), Set.of(allowedOrigins));
    }

    private static WebConfig config(
            InMemoryKeyfob keyfob, PathRules pathRules, Set<Carrier> carriers, Set<String> allowedOrigins) {
        return config(
                keyfob,
                false,
                pathRules,
                carriers,
                allowedOrigins,
                Optional.empty(),
                SignInMethods.localOnly(),
                SignedReport.settings(true));
    }

    private static WebConfig config(
            InMemoryKeyfob keyfob,
            boolean demo,
            PathRules pathRules,
            Optional<String> audience,
            SignInMethods signInMethods,
            GithubScanning githubScanning) {
        return config(
                keyfob, demo, pathRules, EnumSet.of(Carrier.BEARER), Set.of(), audience, signInMethods, githubScanning);
    }

    private static WebConfig config(
            InMemoryKeyfob keyfob,
            boolean demo,
            PathRules pathRules,
            Set<Carrier> carriers,
            Set<String> allowedOrigins,
            Optional<String> audience,
            SignInMethods signInMethods,
            GithubScanning githubScanning) {
        return new WebConfig(
                "127.0.0.1",
                0,
                new Site(
                        URI.create("http://localhost:8080"),
                        demo,
                        Duration.ofSeconds(1),
                        keyfob.rules,
                        keyfob.clock,
                        keyfob.random),
                LIMITS,
                TrustedProxies.parse("127.0.0.1"),
                signInMethods,
                pathRules,
                carriers,
                allowedOrigins,
                githubScanning,
                audience,
                false,
                Discovery.standard(),
                () -> new Readiness(List.of(Readiness.Part.of("database", true))));
    }

    public Visitor signedInAs(String email, String password) throws Exception {
        String page = get("/sign-in").body();
        HttpResponse<String> answer =
                post("/sign-in", Map.of("form_token", field(page, "form_token"), "email", email, "password", password));
        if (answer.statusCode() != 303) {
            throw new IllegalStateException("not signed in: " + answer.statusCode());
        }
        return this;
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(to(path));
    }

    public HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = to(path);
        headers.forEach(request::header);
        return send(request);
    }

    public HttpResponse<String> post(String path, Map<String, String> form, String... headers) throws Exception {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        for (String set : answer.headers().allValues("Set-Cookie")) {
            String[] pair = set.split(";")[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /** Where the link with this text leads. */
    public static String link(String page, String text) {
        int end = page.indexOf(">" + text + "</a>");
        int start = page.lastIndexOf("<a ", end);
        if (end < 0) {
            throw new IllegalStateException("the page has no link " + text);
        }
        Matcher href = Pattern.compile("href=\"([^\"]*)\"").matcher(page.substring(start, end + 1));
        if (!href.find()) {
            throw new IllegalStateException("the link " + text + " leads nowhere");
        }
        return href.group(1).replace("&amp;", "&");
    }

    public static String field(String page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        if (!field.find()) {
            throw new IllegalStateException("the page has no field " + name);
        }
        return field.group(1);
    }
}
