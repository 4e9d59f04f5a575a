package dev.keyfob.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** The requests that are measured. */
final class Scenarios {

    private static final int MOST_CREATIONS = 60_000;

    /** Browsers on this machine get this name; see SessionCookie. */
    private static final String COOKIE = "Cookie: keyfob_session=";

    private static final String JSON = "Content-Type: application/json\r\n";

    private final Seeded seeded;

    Scenarios(Seeded seeded) {
        this.seeded = seeded;
    }

    Scenario authCheck() {
        String path = "/auth/check";
        return new Scenario(
                "GET /auth/check",
                "GET",
                path,
                forEach(
                        seeded.secrets(),
                        secret -> Scenario.request("GET", path + "?permission=recipe:run", bearer(secret), "")),
                200,
                false);
    }

    Scenario introspect() {
        String path = "/oauth2/introspect";
        String client = "Authorization: Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (seeded.clientId() + ":" + seeded.clientSecret()).getBytes(StandardCharsets.US_ASCII))
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        return new Scenario(
                "POST /oauth2/introspect",
                "POST",
                path,
                forEach(
                        seeded.secrets(),
                        secret -> Scenario.request("POST", path, client, "token=" + secret + "&permission=recipe:run")),
                200,
                false);
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
                200,
                false);
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
                200,
                false);
    }

    Scenario create() {
        String path = "/api/v1/tokens";
        // Names that no earlier run took.
        long run = System.currentTimeMillis();
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < MOST_CREATIONS; i++) {
            requests.add(Scenario.request(
                    "POST",
                    path,
                    COOKIE + creator(i) + "\r\n" + JSON,
                    "{\"name\":\"Made in run " + run + ", number " + i + "\",\"expires_in_days\":30}"));
        }
        return new Scenario("POST /api/v1/tokens", "POST", path, requests, 201, true);
    }

    /** The request that ends the token which the create request of that number made. */
    byte[] revocation(int creation, String location) {
        return Scenario.request("DELETE", location, COOKIE + creator(creation) + "\r\n", "");
    }

    Scenario revoke(List<byte[]> revocations) {
        return new Scenario("DELETE /api/v1/tokens/{id}", "DELETE", "/api/v1/tokens/{id}", revocations, 204, true);
    }

    private String creator(int creation) {
        return seeded.newcomerSessions()
                .get(creation % seeded.newcomerSessions().size());
    }

    private static String bearer(String secret) {
        return "Authorization: Bearer " + secret + "\r\n";
    }

    private static List<byte[]> forEach(List<String> sources, Function<String, byte[]> request) {
        return sources.stream().map(request).toList();
    }
}
