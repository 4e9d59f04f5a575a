package dev.keyfob.application.fake;

import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.domain.token.RetiredSecret;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryRetiredSecrets implements RetiredSecrets {

    private final Map<TokenDigest, RetiredSecret> byDigest = new ConcurrentHashMap<>();

    @Override
    public void add(RetiredSecret secret) {
        if (byDigest.putIfAbsent(secret.digest(), secret) != null) {
            throw new IllegalStateException("a secret is put aside once");
        }
    }

    @Override
    public boolean isKnown(TokenId token, RotationKey key) {
        return byDigest.values().stream()
                .filter(secret -> secret.token().equals(token))
                .anyMatch(secret -> secret.key().filter(key::equals).isPresent());
    }

    @Override
    public boolean noteReuse(TokenDigest secret, Instant at) {
        RetiredSecret kept = byDigest.get(secret);
        return kept != null && kept.reusedAt().isEmpty() && byDigest.replace(secret, kept, kept.reused(at));
    }

    @Override
    public void forgetReuses(TokenId token) {
        byDigest.replaceAll((digest, secret) -> secret.token().equals(token) ? secret.unused() : secret);
    }

    Optional<RetiredSecret> find(TokenDigest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    void removeOf(TokenId token) {
        byDigest.values().removeIf(secret -> secret.token().equals(token));
    }
}
