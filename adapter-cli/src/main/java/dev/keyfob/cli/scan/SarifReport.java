package dev.keyfob.cli.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.keyfob.domain.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Formats the findings of a scan as SARIF 2.1.0 (OASIS), which code-scanning services read. */
final class SarifReport {

    private static final String RULE = "keyfob-token";
    private static final String FINGERPRINT = "keyfobTokenInFile/v1";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final List<FoundSecret> findings;
    private final ScanListing listing;

    SarifReport(List<FoundSecret> findings, ScanListing listing) {
        this.findings = findings;
        this.listing = listing;
    }

    String text() {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver()));
        // Columns count characters, not bytes.
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", findings.stream().map(this::result).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        try {
            return JSON.writeValueAsString(log);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }

    private static Map<String, Object> driver() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", RULE);
        rule.put("name", "LeakedToken");
        rule.put("shortDescription", message("A Keyfob access token has leaked."));
        rule.put(
                "fullDescription",
                message("Anyone who can read this file can use the token. Its checksum is correct, so it is not a"
                        + " look-alike."));
        rule.put(
                "help",
                message("Revoke the token, generate a new one, and keep that outside the repository. Removing the line"
                        + " is not enough: the token is still in the history."));
        rule.put("defaultConfiguration", Map.of("level", "error"));
        rule.put("properties", Map.of("tags", List.of("security", "secret"), "security-severity", "9.0"));
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "keyfob");
        Optional.ofNullable(SarifReport.class.getPackage().getImplementationVersion())
                .ifPresent(version -> driver.put("version", version));
        driver.put("rules", List.of(rule));
        return driver;
    }

    private Map<String, Object> result(FoundSecret finding) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", RULE);
        result.put("ruleIndex", 0);
        result.put("level", level(finding));
        result.put("message", message(sentence(finding)));
        result.put("locations", List.of(Map.of("physicalLocation", location(finding))));
        result.put("partialFingerprints", Map.of(FINGERPRINT, fingerprint(finding)));
        Map<String, Object> properties = new LinkedHashMap<>();
        finding.commit().ifPresent(commit -> properties.put("commit", commit));
        Optional.ofNullable(listing.state(finding)).ifPresent(state -> properties.put("state", state));
        listing.known(finding).ifPresent(known -> {
            properties.put(known.kind() == LeakLookup.Kind.CLIENT ? "clientId" : "tokenId", known.id());
            Optional.ofNullable(known.owner()).ifPresent(owner -> properties.put("owner", owner));
        });
        if (!properties.isEmpty()) {
            result.put("properties", properties);
        }
        return result;
    }

    private static Map<String, Object> location(FoundSecret finding) {
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("startLine", finding.match().line());
        region.put("startColumn", finding.match().column());
        region.put("endColumn", finding.match().column() + finding.match().length());
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("artifactLocation", Map.of("uri", uri(finding.file())));
        location.put("region", region);
        return location;
    }

    private String level(FoundSecret finding) {
        String state = listing.state(finding);
        if (state == null) {
            return "error";
        }
        return switch (state) {
            case "revoked", "expired" -> "note";
            case "unknown" -> "warning";
            default -> "error";
        };
    }

    private String sentence(FoundSecret finding) {
        String hint = finding.match().secret().hint();
        String where = finding.commit()
                .map(commit -> " It was added in commit " + commit + ".")
                .orElse("");
        return listing.known(finding)
                        .map(known -> known.kind() == LeakLookup.Kind.CLIENT
                                ? "The secret " + hint + " of the API client " + known.name() + " is " + known.state()
                                        + "."
                                : "The access token " + hint + " (\"" + known.name() + "\" of " + known.owner()
                                        + ") is " + known.state().replace('_', ' ') + ".")
                        .orElse(
                                listing.state(finding) == null
                                        ? "The access token " + hint + " has leaked."
                                        : "The access token " + hint + " is not known here.")
                + where;
    }

    // Identifies the token in the file, even if its line moves. The secret cannot be computed from it.
    private static String fingerprint(FoundSecret finding) {
        MessageDigest sha256 = Sha256.hash();
        sha256.update(finding.match().secret().digest().bytes());
        return HexFormat.of().formatHex(sha256.digest(finding.file().getBytes(StandardCharsets.UTF_8)), 0, 16);
    }

    private static Map<String, Object> message(String text) {
        return Map.of("text", text);
    }

    private static String uri(String path) {
        StringBuilder uri = new StringBuilder(path.startsWith("/") ? "file://" : "");
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~/!".indexOf(b) >= 0;
            uri.append(isPlain ? "" + (char) b : "%%%02X".formatted(b));
        }
        return uri.toString();
    }
}
