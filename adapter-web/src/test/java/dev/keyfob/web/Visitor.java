package dev.keyfob.web;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.InMemoryKeyfob;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a window: keeps cookies, fills in forms, and does not follow redirects by itself. */
public final class Visitor {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Visitor(WebServer server) {
        this(server.port());
    }

    /** Visits the server on this port. */
    public Visitor(int port) {
        this.port = port;
    }

    public static WebServer serve(InMemoryKeyfob keyfob, boolean demo) {
        return SampleWebConfig.of(keyfob).demo(demo).serve();
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

    public HttpResponse<String> head(String path) throws Exception {
        return send(to(path).method("HEAD", BodyPublishers.noBody()));
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

    /**
     * Sends a body that the server refuses without reading all of it. If the server disconnects while the body is sent,
     * the client does not read the answer, so the request is sent again.
     */
    public HttpResponse<String> sendTooMuch(HttpRequest.Builder request) {
        return Eventually.matches(
                        () -> {
                            try {
                                return Optional.of(send(request.copy()));
                            } catch (IOException cutOff) {
                                return Optional.<HttpResponse<String>>empty();
                            }
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /** Returns the target of the link with this text. */
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
