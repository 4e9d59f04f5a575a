package dev.keyfob.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The work that no server can avoid: it reads the request, authenticates the caller by the digest of the secret in a
 * map, and looks up the secret in question in the same way. The cost of Keyfob is the difference to this.
 */
final class Reference {

    /** A request, in the form common to all servers. */
    interface Asked {

        String header(String name);

        /** The query, or null if there is none. */
        String query();

        byte[] body() throws IOException;
    }

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final ObjectMapper json = new ObjectMapper();
    private final Set<ByteBuffer> secrets = new HashSet<>();
    private final Set<ByteBuffer> sessions = new HashSet<>();
    private final Map<String, byte[]> clients = new HashMap<>();
    private final Set<String> permissions = Set.of("recipe:run");

    Reference(Seeded seeded) throws NoSuchAlgorithmException {
        for (String secret : seeded.secrets()) {
            secrets.add(ByteBuffer.wrap(digest(secret)));
        }
        for (String session : Stream.concat(seeded.ownerSessions().stream(), seeded.newcomerSessions().stream())
                .toList()) {
            sessions.add(ByteBuffer.wrap(digest(session)));
        }
        clients.put(seeded.clientId(), digest(seeded.clientSecret()));
    }

    /**
     * Whether the request can be parsed and its secrets are valid. A request without secrets, such as one for a
     * page, passes.
     */
    boolean mayPass(Asked asked) throws IOException, NoSuchAlgorithmException {
        byte[] body = asked.body();
        String contentType = asked.header("Content-Type");
        boolean isJson = contentType != null && contentType.startsWith("application/json");
        if (isJson && !json.readTree(body).isObject()) {
            return false;
        }
        Map<String, String> parameters =
                parameters(body.length == 0 || isJson ? asked.query() : new String(body, StandardCharsets.UTF_8));
        String permission = parameters.get("permission");
        if (permission != null && !permissions.contains(permission)) {
            return false;
        }
        String authorization = asked.header("Authorization");
        if (authorization == null) {
            String cookie = asked.header("Cookie");
            return cookie == null || isIn(sessions, cookie.substring(cookie.indexOf('=') + 1));
        }
        if (authorization.startsWith(BASIC)) {
            return isClient(authorization.substring(BASIC.length())) && isIn(secrets, parameters.get("token"));
        }
        return authorization.startsWith(BEARER) && isIn(secrets, authorization.substring(BEARER.length()));
    }

    private boolean isClient(String credentials) throws NoSuchAlgorithmException {
        String plain = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        int colon = plain.indexOf(':');
        byte[] known = clients.get(plain.substring(0, colon));
        return known != null && MessageDigest.isEqual(known, digest(plain.substring(colon + 1)));
    }

    private static boolean isIn(Set<ByteBuffer> digests, String secret) throws NoSuchAlgorithmException {
        return digests.contains(ByteBuffer.wrap(digest(secret)));
    }

    private static byte[] digest(String secret) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        if (text != null) {
            for (String pair : text.split("&")) {
                int equals = pair.indexOf('=');
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
