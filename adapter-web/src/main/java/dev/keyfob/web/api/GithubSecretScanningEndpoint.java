package dev.keyfob.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyfob.application.leak.HandleLeakReport;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.digest.Sha256;
import dev.keyfob.domain.leak.LeakLocation;
import dev.keyfob.web.body.BodyType;
import dev.keyfob.web.json.Json;
import dev.keyfob.web.site.RevocationBound;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@code POST /api/v1/leaks/github}: GitHub's secret scanning reports tokens that it found in public, and receives
 * which of them are real. A report must be signed over the exact bytes of its body (ECDSA on P-256 with SHA-256), with
 * a key that GitHub currently uses. Only unsigned requests count towards the limit of 60 an hour from one address. If
 * no key is configured, the answer is 404.
 */
public final class GithubSecretScanningEndpoint {

    private static final String KEY_HEADER = "Github-Public-Key-Identifier";
    private static final String SIGNATURE_HEADER = "Github-Public-Key-Signature";
    private static final int MOST = 1000;
    private static final int UNSIGNED_REQUESTS = 60;

    private final Site site;
    private final GithubScanningSettings scanning;
    private final HandleLeakReport handleLeakReport;
    private final GithubKeys keys;
    private final HourlyIpLimit limit;

    /** One token that GitHub found. */
    private record Match(String token, String type, Optional<LeakLocation> place) {}

    /** {@code refusals} counts requests over the limit. */
    public GithubSecretScanningEndpoint(
            Site site, GithubScanningSettings scanning, HandleLeakReport handleLeakReport, LongAdder refusals) {
        this.site = site;
        this.scanning = scanning;
        this.handleLeakReport = handleLeakReport;
        this.keys = new GithubKeys(scanning, site.clock());
        this.limit = new HourlyIpLimit(UNSIGNED_REQUESTS, refusals, site.clock());
    }

    public void take(Context ctx) {
        if (!scanning.isOn()) {
            throw new NotFoundResponse();
        }
        if (BodyType.isEncoded(Collections.list(ctx.req().getHeaders("Content-Encoding")))) {
            throw new UnsupportedMediaTypeResponse();
        }
        // Counted before the check, so that many requests at once cannot exceed the limit. Given back if the request is
        // signed, or if the signature cannot be checked.
        limit.take(ctx.ip());
        byte[] body = ctx.bodyAsBytes();
        boolean isSigned;
        try {
            isSigned = isSigned(ctx, body);
        } catch (RuntimeException unknown) {
            limit.giveBack(ctx.ip());
            throw unknown;
        }
        if (isSigned) {
            limit.giveBack(ctx.ip());
        } else {
            throw new Refusal(
                    Reason.SIGNATURE_WRONG,
                    "The body is not signed by a current key. Sign its bytes as they are sent with ECDSA on P-256 and"
                            + " SHA-256, and name the key in " + KEY_HEADER + ".");
        }
        List<Match> matches = read(body);
        List<Map<String, String>> feedback = new ArrayList<>();
        for (Match match : matches) {
            feedback.add(feedback(match, take(match, ctx.ip())));
        }
        RevocationBound.tell(ctx, site);
        Json.answer(ctx, 200, feedback);
    }

    private boolean take(Match match, String address) {
        Actor github = new Actor.Finder(address, AuditParty.scanner("GitHub secret scanning", match.place()));
        return scanning.revokes()
                ? handleLeakReport.revoke(github, match.token())
                : handleLeakReport.recordOnly(github, match.token());
    }

    private boolean isSigned(Context ctx, byte[] body) {
        Optional<PublicKey> key = Optional.ofNullable(ctx.header(KEY_HEADER)).flatMap(keys::current);
        String signature = Optional.ofNullable(ctx.header(SIGNATURE_HEADER)).orElse("");
        if (key.isEmpty()) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key.get());
            check.update(body);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException unreadable) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has ECDSA, and the key fits it", e);
        }
    }

    private static List<Match> read(byte[] body) {
        JsonNode list;
        try {
            list = Json.read(body);
        } catch (IOException e) {
            throw JsonBody.unreadable("The body is not one well-formed JSON array in UTF-8, without repeated members.");
        }
        if (!list.isArray()) {
            throw JsonBody.unreadable("The body is a JSON array of matches.");
        }
        if (list.size() > MOST) {
            throw new Refusal(Reason.TOO_MANY_AT_ONCE, "At most " + MOST + " at a time. Send the rest afterwards.");
        }
        List<Match> matches = new ArrayList<>();
        for (JsonNode each : list) {
            if (!each.path("token").isTextual() || !each.path("type").isTextual()) {
                throw JsonBody.unreadable("Each match is an object with the texts token and type.");
            }
            matches.add(new Match(
                    each.get("token").textValue(),
                    each.get("type").textValue(),
                    Optional.of(each.path("url").asText(""))
                            .filter(url -> !url.isBlank())
                            .map(LeakLocation::parse)));
        }
        return matches;
    }

    private static Map<String, String> feedback(Match match, boolean isReal) {
        Map<String, String> feedback = new LinkedHashMap<>();
        feedback.put("token_hash", Sha256.of(match.token()).hex());
        feedback.put("token_type", match.type());
        feedback.put("label", isReal ? "true_positive" : "false_positive");
        return feedback;
    }
}
