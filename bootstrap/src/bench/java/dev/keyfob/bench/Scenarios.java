package dev.keyfob.bench;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Creates the requests that are measured. */
final class Scenarios {

    /** The name of the session cookie for a server on this machine; see SessionCookie. */
    private static final String COOKIE = "Cookie: keyfob_session=";

    private static final String JSON = "Content-Type: application/json\r\n";

    private final Seeded seeded;

    Scenarios(Seeded seeded) {
        this.seeded = seeded;
    }

    Scenario authCheck() {
        return authCheck(Scenarios::bearer);
    }

    /** The same request with the token in each carrier. Bearer is last, because the others are compared with it. */
    Map<String, Scenario> authCheckByCarrier() {
        Map<String, Scenario> byCarrier = new LinkedHashMap<>();
        byCarrier.put("basic", authCheck(secret -> basic("anyone", secret)));
        byCarrier.put("x-api-key", authCheck(secret -> "X-Api-Key: " + secret + "\r\n"));
        byCarrier.put("bearer", authCheck(Scenarios::bearer));
        return byCarrier;
    }

    private Scenario authCheck(Function<String, String> headers) {
        String path = "/auth/check";
        return new Scenario(
                "GET /auth/check",
                "GET",
                path,
                forEach(
                        seeded.secrets(),
                        secret -> Scenario.request("GET", path + "?permission=recipe:run", headers.apply(secret), "")),
                200);
    }

    Scenario introspect() {
        String path = "/oauth2/introspect";
        String client =
                basic(seeded.clientId(), seeded.clientSecret()) + "Content-Type: application/x-www-form-urlencoded\r\n";
        return new Scenario(
                "POST /oauth2/introspect",
                "POST",
                path,
                forEach(
                        seeded.secrets(),
                        secret -> Scenario.request("POST", path, client, "token=" + secret + "&permission=recipe:run")),
                200);
    }

    Scenario graphQl() {
        String path = "/graphql";
        return new Scenario(
                "POST /graphql",
                "POST",
                path,
                forEach(
                        seeded.secrets(),
                        secret -> Scenario.request(
                                "POST", path, bearer(secret) + JSON, "{\"query\":\"{ currentUser { email } }\"}")),
                200);
    }

    Scenario list() {
        String path = "/api/v1/tokens";
        return new Scenario(
                "GET /api/v1/tokens",
                "GET",
                path,
                forEach(
                        seeded.ownerSessions(),
                        session -> Scenario.request("GET", path, COOKIE + session + "\r\n", "")),
                200);
    }

    /** Creates tokens. The script of {@link Wrk} replaces {@code {number}}, so that every name is new. */
    Scenario create() {
        String path = "/api/v1/tokens";
        // Makes the names different from those of earlier runs.
        long run = System.currentTimeMillis();
        return new Scenario(
                "POST " + path,
                "POST",
                path,
                forEach(
                        seeded.newcomerSessions(),
                        session -> Scenario.request(
                                "POST",
                                path,
                                COOKIE + session + "\r\n" + JSON,
                                "{\"name\":\"Made in run " + run + ", number {number}\",\"expires_in_days\":30}")),
                201);
    }

    /** Revokes created tokens. Each line of {@code created} has the number of a request and the token's Location. */
    Scenario revoke(List<String> created) {
        return new Scenario(
                "DELETE /api/v1/tokens/{id}",
                "DELETE",
                "/api/v1/tokens/{id}",
                forEach(created, line -> {
                    String[] fields = line.split("\t");
                    int creator = Integer.parseInt(fields[0])
                            % seeded.newcomerSessions().size();
                    return Scenario.request(
                            "DELETE",
                            fields[1],
                            COOKIE + seeded.newcomerSessions().get(creator) + "\r\n",
                            "");
                }),
                204);
    }

    private static String bearer(String secret) {
        return "Authorization: Bearer " + secret + "\r\n";
    }

    private static String basic(String user, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.US_ASCII))
                + "\r\n";
    }

    private static List<byte[]> forEach(List<String> sources, Function<String, byte[]> request) {
        return sources.stream().map(request).toList();
    }
}
