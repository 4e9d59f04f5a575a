package dev.keyfob.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.web.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys with which GitHub currently signs. Keys from the settings never change. Keys at a URL are read at first use,
 * again after an hour, and sooner if a key is unknown, but at most once a minute, so that requests with unknown keys
 * cause no more reads than that.
 */
final class GithubKeys {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    /**
     * How long keys are used if they cannot be read again. An outage of GitHub must not block reports of leaks, but a
     * withdrawn key must stop working.
     */
    private static final Duration LONGEST_KNOWN = Duration.ofDays(1);

    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 5_000;
    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(GithubKeys.class);

    private final GithubScanningSettings settings;
    private final InstantSource clock;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(Map.of(), Instant.MIN, Instant.MIN));

    /** The keys that were read last, when that was, and when reading was last tried. */
    private record Known(Map<String, PublicKey> keys, Instant readAt, Instant triedAt) {

        Known triedAt(Instant now) {
            return new Known(keys, readAt, now);
        }
    }

    GithubKeys(GithubScanningSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns a key; empty if it is unknown or GitHub no longer signs with it. */
    Optional<PublicKey> current(String identifier) {
        PublicKey given = settings.keys().get(identifier);
        if (given != null || settings.keysAddress().isEmpty()) {
            return Optional.ofNullable(given);
        }
        return Optional.ofNullable(
                read(settings.keysAddress().get(), identifier).keys().get(identifier));
    }

    // One thread reads. Meanwhile the other threads use the known keys and do not wait.
    private Known read(URI address, String wanted) {
        Known before = latest();
        Instant now = clock.instant();
        boolean isFresh = isWithin(FRESH, before.readAt(), now) && before.keys().containsKey(wanted);
        if (isFresh || isWithin(BETWEEN, before.triedAt(), now) || !known.compareAndSet(before, before.triedAt(now))) {
            return usable(latest(), now);
        }
        try {
            byte[] answer = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_ANSWER)
                    .retrieveResource(address.toURL())
                    .getContent()
                    .getBytes(StandardCharsets.UTF_8);
            known.set(new Known(keysIn(Json.read(answer)), now, now));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The keys of GitHub's secret scanning cannot be read", e);
            known.set(before.triedAt(now));
        }
        return usable(latest(), now);
    }

    private Known latest() {
        return Objects.requireNonNull(known.get());
    }

    private static Known usable(Known read, Instant now) {
        if (!isWithin(LONGEST_KNOWN, read.readAt(), now)) {
            throw Refusal.tooSoon(
                    Reason.PROVIDER_UNAVAILABLE,
                    "GitHub's keys cannot be read right now, so the signature cannot be checked. Send it again"
                            + " shortly.",
                    BETWEEN);
        }
        return read;
    }

    private static boolean isWithin(Duration time, Instant since, Instant now) {
        return since.isAfter(now.minus(time));
    }

    private static Map<String, PublicKey> keysIn(JsonNode answer) {
        Map<String, PublicKey> keys = new HashMap<>();
        for (JsonNode each : answer.path("public_keys")) {
            if (each.path("is_current").asBoolean(false)) {
                try {
                    keys.put(
                            each.path("key_identifier").asText(),
                            GithubScanningSettings.parseKey(each.path("key").asText()));
                } catch (IllegalArgumentException otherKind) {
                    LOG.warn("One of the keys of GitHub's secret scanning is of an unknown kind and is ignored");
                }
            }
        }
        return Map.copyOf(keys);
    }
}
