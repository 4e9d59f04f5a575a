package dev.keyfob.web.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyfob.domain.user.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An OpenID Connect provider that gives the configured answers, valid or not, over real HTTP. */
final class ScriptedProvider implements AutoCloseable {

    static final String CLIENT = "keyfob";
    static final String SECRET = "the-client-secret-that-both-sides-know";

    /** A busy machine does not reach it. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final RSAKey ONE = key("one");

    /** The provider's metadata document. */
    final Map<String, Object> metadata = new LinkedHashMap<>();

    volatile String idToken = "";
    volatile RSAKey published;
    volatile int tokenStatus = 200;
    volatile String tokenError = "invalid_grant";
    /** The token endpoint answers only when this latch is open. */
    volatile CountDownLatch tokenGate = new CountDownLatch(0);

    volatile Map<String, String> lastTokenRequest = Map.of();

    private final HttpServer server;

    ScriptedProvider() throws Exception {
        published = ONE;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, json(metadata)));
        server.createContext(
                "/jwks", exchange -> answer(exchange, 200, new JWKSet(published.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
        metadata.put("issuer", issuer());
        metadata.put("authorization_endpoint", issuer() + "/authorize");
        metadata.put("token_endpoint", issuer() + "/token");
        metadata.put("jwks_uri", issuer() + "/jwks");
        metadata.put("response_types_supported", "[\"code\"]");
        metadata.put("subject_types_supported", "[\"public\"]");
        metadata.put("id_token_signing_alg_values_supported", "[\"RS256\"]");
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the settings of a server that trusts this provider. */
    OidcSettings settings() {
        return new OidcSettings(
                "company",
                "Company account",
                URI.create(issuer()),
                CLIENT,
                SECRET,
                List.of("openid", "email"),
                "email",
                "name",
                true,
                Optional.of("realm_access.roles"),
                Map.of("keyfob-admin", Role.ADMIN),
                TIMEOUT);
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns valid claims about alice with this nonce. */
    JWTClaimsSet.Builder claims(String nonce) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("4711")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("name", "Alice <b>")
                .claim("email", "alice@example.org")
                .claim("email_verified", true);
    }

    String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, published);
    }

    static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    static String mac(JWTClaimsSet claims, byte[] secret) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    /** Returns the challenge of the verifier that came with the last code (RFC 7636 section 4.2). */
    String challengeOfLastVerifier() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(lastTokenRequest.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        lastTokenRequest = Stream.of(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        try {
            tokenGate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        String basic = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.US_ASCII));
        boolean isKnown = ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!isKnown || tokenStatus != 200) {
            answer(exchange, isKnown ? tokenStatus : 401, "{\"error\":\"" + tokenError + "\"}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"access_token\":\"unused\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken + "\"}");
    }

    private static String json(Map<String, Object> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":"
                        + (member.getValue() instanceof String text && !text.startsWith("[")
                                ? "\"" + text + "\""
                                : member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
