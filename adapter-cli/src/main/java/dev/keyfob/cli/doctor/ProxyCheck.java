package dev.keyfob.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the reverse proxy that serves https for Keyfob. Keyfob must trust the proxy; otherwise all requests seem to
 * come from the proxy. The proxy must set X-Forwarded-For itself; otherwise clients can choose their address. A request
 * through the proxy shows what arrives at Keyfob.
 */
public final class ProxyCheck implements Check {

    private static final String NAME = "proxy";
    private static final String HOW = "docs/operate.md shows how.";

    /**
     * An address for documentation (RFC 5737), which no client has. Keyfob sees it only if the proxy passes the header
     * on.
     */
    private static final String INVENTED = "203.0.113.254";

    private final URI publicUrl;
    private final boolean trustsSome;
    private final Optional<Path> dataDirectory;
    private final String nonceHeader;

    /** {@code nonceHeader} is the header in which the server expects a {@link DoctorNonce}. */
    public ProxyCheck(URI publicUrl, boolean trustsSome, Optional<Path> dataDirectory, String nonceHeader) {
        this.publicUrl = publicUrl;
        this.trustsSome = trustsSome;
        this.dataDirectory = dataDirectory;
        this.nonceHeader = nonceHeader;
    }

    // Keyfob itself serves plain http, so an https URL means that there is a proxy.
    @Override
    public CheckResult look() {
        if (!publicUrl.getScheme().equals("https")) {
            return CheckResult.ok(NAME, "The public URL needs no proxy.");
        }
        return trustsSome
                ? dataDirectory
                        .flatMap(this::arrived)
                        .map(this::judge)
                        .orElseGet(() -> CheckResult.ok(
                                NAME, "A proxy's X-Forwarded-For is trusted. What it sends could not be checked."))
                : CheckResult.failure(
                        NAME,
                        "No proxy is trusted, so all requests seem to come from one address: rate limits and the"
                                + " networks of tokens do not work.",
                        "Name the proxy's address in server.trusted_proxies.");
    }

    /**
     * Sends a request through the proxy. Empty if the nonce cannot be written, or if there is no answer, which
     * {@link PublicUrlCheck} reports.
     */
    private Optional<JsonNode> arrived(Path directory) {
        try (DoctorNonce nonce = DoctorNonce.write(directory)) {
            return Health.askedAt(
                            publicUrl, "/health/live", Map.of(nonceHeader, nonce.value(), "X-Forwarded-For", INVENTED))
                    .arrived();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    CheckResult judge(JsonNode arrived) {
        String peer = arrived.path("peer").asText();
        String forwarded = arrived.path("x_forwarded_for").asText();
        String address = arrived.path("address").asText();
        String seen = "A request through " + publicUrl + " arrives from " + peer;
        if (forwarded.isEmpty()) {
            return CheckResult.failure(
                    NAME,
                    seen + " without X-Forwarded-For, so all requests seem to come from that address.",
                    "Let the proxy set X-Forwarded-For to the client's address; " + HOW);
        }
        if (!arrived.path("trusted").asBoolean()) {
            return CheckResult.failure(
                    NAME,
                    seen + ", which is not trusted: its X-Forwarded-For (" + forwarded + ") is not taken.",
                    "Add " + peer + " to server.trusted_proxies.");
        }
        if (address.equals(INVENTED)) {
            return CheckResult.failure(
                    NAME,
                    seen + " with the X-Forwarded-For that the client sent, so any client can claim any address.",
                    "Let the proxy replace X-Forwarded-For by the client's address; " + HOW);
        }
        return CheckResult.ok(
                NAME,
                seen + " with Host " + arrived.path("host").asText() + " and X-Forwarded-For " + forwarded
                        + ", and counts as " + address + ".");
    }
}
