package dev.keyfob.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.html.Links;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.server.SecurityHeadersTest;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks who may call which route, as one table. The {id} in a path is a token of alice's, {user} is bob; user is
 * alice, other is bob, and disabled is bob's session after his account was disabled. A cell is the status; {@code in}
 * is a redirect to the sign-in page. Every answer has the security headers.
 */
class AccessMatrixTest {

    /** Answers that are the same for every user. A browser may cache them, but revalidates them each time. */
    private static final Set<String> REVALIDATED = Set.of("/openapi.json", "/favicon.ico");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> ACTORS = List.of(
            "nobody", "user", "other", "admin", "disabled", "token", "narrow", "admin's", "expired", "both", "client");

    /** The body of a request: valid, an empty object or form, none, malformed, or of another media type. */
    private enum Sent {
        SENSE,
        EMPTY,
        NOTHING,
        BROKEN,
        ELSE
    }

    private int cells;

    @Test
    void every_route_answers_every_actor_as_this_table_says() throws Exception {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        List<Route> routes = routes();
        routes.forEach(route -> rows.put(route.method() + " " + route.path(), new ArrayList<>()));

        for (String actor : ACTORS) {
            InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
            try (WebServer server = Visitor.serve(keyfob, true)) {
                for (Route route : routes) {
                    rows.get(route.method() + " " + route.path())
                            .add(cell(ask(keyfob, server.port(), route, actor, route.method())));
                }
            }
        }

        assertThat(text(rows)).isEqualTo(AccessMatrix.EXPECTED);
    }

    @Test
    void head_is_answered_as_get_is_to_every_actor_on_every_route() throws Exception {
        List<Route> routes = routes().stream()
                .filter(route -> route.methods().contains(HEAD.name()))
                .toList();

        for (String actor : ACTORS) {
            InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
            try (WebServer server = Visitor.serve(keyfob, true)) {
                for (Route route : routes) {
                    HttpResponse<String> get = ask(keyfob, server.port(), route, actor, GET);
                    HttpResponse<String> head = ask(keyfob, server.port(), route, actor, HEAD);

                    assertThat(cell(head))
                            .as("HEAD %s, %s", route.path(), actor)
                            .isEqualTo(cell(get));
                    assertThat(head.headers().map().keySet())
                            .as("HEAD %s, %s", route.path(), actor)
                            .isEqualTo(get.headers().map().keySet());
                    assertThat(head.body()).isEmpty();
                }
            }
        }
    }

    /**
     * Access is checked before the body: a request that the table refuses is refused in the same way, whatever its body
     * is.
     */
    @ParameterizedTest
    @EnumSource(
            names = {"SENSE"},
            mode = EnumSource.Mode.EXCLUDE)
    void whoever_may_not_is_told_so_whatever_was_sent(Sent sent) throws Exception {
        List<Route> routes =
                routes().stream().filter(route -> route.method() == POST).toList();
        Map<String, String[]> expected = AccessMatrix.EXPECTED
                .lines()
                .skip(1)
                .map(line -> line.split(" +(?=[0-9i])"))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells));

        for (String actor : ACTORS) {
            InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
            try (WebServer server = Visitor.serve(keyfob, true)) {
                for (Route route : routes) {
                    String row = route.method() + " " + route.path();
                    String told = expected.get(row)[1 + ACTORS.indexOf(actor)];

                    String cell = cell(ask(keyfob, server.port(), route, actor, POST, sent));

                    if (List.of("in", "401", "403").contains(told) || told.equals("400") && actor.equals("both")) {
                        assertThat(cell)
                                .as("%s, %s", row, actor)
                                .isEqualTo(isKnownByTheForm(route, actor) ? knownBy(route, sent, told) : told);
                    } else {
                        assertThat(cell).as("%s, %s", row, actor).isNotIn("in", "401", "500");
                    }
                }
            }
        }
    }

    /**
     * Returns whether the form decides access: an API client may authenticate in the form, and a form of Keyfob's pages
     * has a CSRF token, which is checked first.
     */
    private static boolean isKnownByTheForm(Route route, String actor) {
        boolean hasHeader =
                !List.of("nobody", "user", "other", "admin", "disabled").contains(actor);
        return Set.of("/sign-in", "/set-up", "/set-password", "/forgot-password")
                        .contains(route.path())
                || route.access() == Access.CLIENT && !hasHeader
                || route.access() == Access.PERSON && List.of("user", "other").contains(actor);
    }

    private static String knownBy(Route route, Sent sent, String told) {
        if (route.access() == Access.CLIENT) {
            return sent == Sent.BROKEN || sent == Sent.ELSE ? "400" : told;
        }
        return sent == Sent.ELSE ? "415" : told;
    }

    private static List<Route> routes() {
        InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
        Templates templates = new Templates(new Links("", "", "", true));
        return Routes.of(SampleWebConfig.of(keyfob).demo(true).build(), keyfob.useCases, templates, new Assets());
    }

    private HttpResponse<String> ask(InMemoryKeyfob keyfob, int port, Route route, String actor, HandlerType method)
            throws Exception {
        return ask(keyfob, port, route, actor, method, Sent.SENSE);
    }

    private HttpResponse<String> ask(
            InMemoryKeyfob keyfob, int port, Route route, String actor, HandlerType method, Sent sent)
            throws Exception {
        cells++;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address(keyfob, route)));
        String csrfToken = introduce(keyfob, request, actor);
        prepare(request, route, method, csrfToken, sent);
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        requireSecurityHeaders(route, answer);
        if (actor.equals("disabled")) {
            keyfob.users.update(keyfob.bob.enable());
        }
        return answer;
    }

    private String address(InMemoryKeyfob keyfob, Route route) {
        String path = route.path()
                .replace("{provider}", "none")
                .replace("{reason}", "role_bound")
                .replace("{label}", "0123456789abcdef")
                .replace("{folder}/{page}", "integrations/nginx")
                .replace("{page}", "settings")
                .replace("{name}", "none.css")
                .replace("*", "any/path");
        path = filled(path, "{id}", () -> victim(keyfob));
        path = filled(path, "{user}", () -> keyfob.bob.id().toString());
        path = filled(path, "{pickup}", () -> pickUp(keyfob));
        path = filled(path, "{delivery}", () -> delivery(keyfob));
        path = filled(path, "{client}", () -> client(keyfob));
        return filled(path, "{webhook}", () -> webhook(keyfob).toString());
    }

    // Creates only what the path names, because a thousand requests are sent to one server.
    private static String filled(String path, String place, Supplier<String> made) {
        return path.contains(place) ? path.replace(place, made.get()) : path;
    }

    private String victim(InMemoryKeyfob keyfob) {
        return keyfob.tokenOf(keyfob.alice, "Victim " + cells).token().id().toString();
    }

    private static void requireSecurityHeaders(Route route, HttpResponse<String> answer) {
        Map<String, String> expected = new LinkedHashMap<>(SecurityHeadersTest.EVERYWHERE);
        if (REVALIDATED.contains(route.path())) {
            expected.put("Cache-Control", "no-cache");
        }
        if (route.path().equals("/graphql-explorer") && answer.statusCode() == 200) {
            // It is the only page whose script sends requests.
            expected.merge("Content-Security-Policy", "; connect-src 'self'", String::concat);
        }
        expected.forEach((name, value) -> assertThat(answer.headers().allValues(name))
                .as("%s of %s %s", name, route.method(), route.path())
                .containsExactly(value));
    }

    private static String cell(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .filter(place -> place.startsWith("/sign-in?next")
                        || place.equals("/sign-in")
                        || place.equals("/sign-in?why=ended"))
                .map(place -> "in")
                .orElse("" + answer.statusCode());
    }

    private String client(InMemoryKeyfob keyfob) {
        ClientName name = new ClientName("asked-about-" + cells);
        return keyfob.useCases
                .clients
                .addClient
                .add(keyfob.operator, name)
                .client()
                .id()
                .value();
    }

    // A requested rotation, because any number of them can be pending.
    private String pickUp(InMemoryKeyfob keyfob) {
        return keyfob.useCases
                .pickUps
                .requestRotation
                .request(
                        keyfob.operator,
                        keyfob.tokenOf(keyfob.alice, "Asked " + cells).token().id(),
                        Optional.empty())
                .token()
                .toString();
    }

    private static WebhookId webhook(InMemoryKeyfob keyfob) {
        WebhookUrl url = new WebhookUrl("https://hooks.example.com/");
        return keyfob.useCases.webhooks.listWebhooks.list(keyfob.operator).stream()
                .findFirst()
                .orElseGet(() -> keyfob.useCases
                        .webhooks
                        .addWebhook
                        .add(keyfob.operator, url, EnumSet.of(EventType.USER_DISABLED))
                        .webhook())
                .id();
    }

    private static String delivery(InMemoryKeyfob keyfob) {
        return keyfob.useCases
                .webhooks
                .pingWebhook
                .ping(keyfob.operator, webhook(keyfob))
                .id()
                .toString();
    }

    /** Authenticates the request as the actor, and returns the CSRF token of that session for forms. */
    private String introduce(InMemoryKeyfob keyfob, HttpRequest.Builder request, String actor) {
        switch (actor) {
            case "user":
                return session(keyfob, request, keyfob.alice, InMemoryKeyfob.ALICE_PASSWORD);
            case "other":
                return session(keyfob, request, keyfob.bob, InMemoryKeyfob.BOB_PASSWORD);
            case "admin":
                return session(keyfob, request, keyfob.admin, InMemoryKeyfob.ADMIN_PASSWORD);
            case "disabled":
                String csrfToken = session(keyfob, request, keyfob.bob, InMemoryKeyfob.BOB_PASSWORD);
                keyfob.users.update(keyfob.bob.disable(keyfob.clock.instant()));
                return csrfToken;
            case "both":
                bearer(request, keyfob.tokenOf(keyfob.alice, "Caller " + cells));
                return session(keyfob, request, keyfob.alice, InMemoryKeyfob.ALICE_PASSWORD);
            case "token":
                bearer(request, keyfob.tokenOf(keyfob.alice, "Caller " + cells));
                return "";
            case "admin's":
                bearer(request, keyfob.tokenOf(keyfob.admin, "Caller " + cells));
                return "";
            case "narrow":
                bearer(request, narrow(keyfob));
                return "";
            case "expired":
                bearer(request, keyfob.tokenOf(keyfob.alice, "Caller " + cells));
                keyfob.clock.advance(Duration.ofDays(31));
                return "";
            case "client":
                ClientWithSecret client =
                        keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("client-" + cells));
                String credentials =
                        client.client().id() + ":" + client.secret().reveal();
                request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII)));
                return "";
            default:
                return "";
        }
    }

    private static void prepare(
            HttpRequest.Builder request, Route route, HandlerType method, String csrfToken, Sent sent) {
        String path = route.path();
        if (method != POST && method != PATCH) {
            request.method(method.name(), HttpRequest.BodyPublishers.noBody());
            return;
        }
        String body =
                "form_token=" + csrfToken + "&name=Made&owner=bob@example.com&nonce=" + "n".repeat(20) + "&token=x";
        String type = "application/x-www-form-urlencoded";
        if (path.startsWith("/api") || path.equals("/graphql")) {
            type = "application/json";
            body = Map.of(
                            "/api/v1/tokens", "{\"name\":\"Made by a program\"}",
                            "/api/v1/tokens/verify", "{\"token\":\"x\"}",
                            "/api/v1/tokens/self/rotate", "{}",
                            "/api/v1/tokens/{id}/rotate", "{}",
                            "/api/v1/tokens/{id}", "{\"note\":\"Noted\"}",
                            "/api/v1/credentials/revoke", "{\"credentials\":[]}",
                            "/api/v1/leaks/github", "[]",
                            "/graphql", "{\"query\":\"{ currentUser { email } }\"}")
                    .get(path);
        }
        switch (sent) {
            case EMPTY -> body = type.endsWith("json") ? "{}" : "form_token=" + csrfToken;
            case NOTHING -> body = "";
            case BROKEN -> body = type.endsWith("json") ? "{\"name\":" : "form_token=" + csrfToken + "&name=%";
            case ELSE -> type = "text/plain";
            default -> {}
        }
        request.header("Content-Type", type).method(method.name(), HttpRequest.BodyPublishers.ofString(body));
    }

    private static String session(InMemoryKeyfob keyfob, HttpRequest.Builder request, User user, String password) {
        SessionSecret secret = keyfob.useCases
                .sessions
                .signIn
                .signIn(
                        user.email(),
                        Password.attempt(password),
                        "192.0.2.1",
                        InMemoryKeyfob.newDevice(),
                        "Firefox on Linux")
                .secret();
        request.header("Cookie", "keyfob_session=" + secret.reveal());
        return secret.csrfToken();
    }

    private static void bearer(HttpRequest.Builder request, CreatedToken created) {
        request.header("Authorization", "Bearer " + created.secret().reveal());
    }

    private CreatedToken narrow(InMemoryKeyfob keyfob) {
        return keyfob.useCases.tokens.createToken.create(
                keyfob.signedIn(keyfob.alice),
                new NewToken(
                        keyfob.alice.email(),
                        TokenName.parse("Caller " + cells),
                        new Expiry.Standard(),
                        Narrowing.to(Set.of(Permission.parse("recipe:view")))));
    }

    private static String text(Map<String, List<String>> rows) {
        StringBuilder table = new StringBuilder(line("", ACTORS));
        rows.forEach((route, cells) -> table.append(line(route, cells)));
        return table.toString();
    }

    private static String line(String first, List<String> cells) {
        return "%-43s ".formatted(first)
                + cells.stream()
                        .map("%-9s"::formatted)
                        .collect(Collectors.joining())
                        .stripTrailing() + "\n";
    }
}
