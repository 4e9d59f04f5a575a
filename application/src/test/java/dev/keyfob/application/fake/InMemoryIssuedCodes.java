package dev.keyfob.application.fake;

import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.domain.user.CodeDigest;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryIssuedCodes implements IssuedCodes {

    private final Map<CodeDigest, IssuedCode> byDigest = new ConcurrentHashMap<>();

    @Override
    public void add(IssuedCode code) {
        byDigest.put(code.digest(), code);
    }

    @Override
    public Optional<IssuedCode> find(CodeDigest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    @Override
    public Optional<IssuedCode> findForUpdate(CodeDigest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    @Override
    public void update(IssuedCode code) {
        byDigest.put(code.digest(), code);
    }

    @Override
    public void removeAllOf(CodePurpose purpose, Optional<UserId> user) {
        byDigest.values()
                .removeIf(code -> code.purpose() == purpose && code.user().equals(user));
    }

    @Override
    public void removeExpired(Instant then) {
        byDigest.values().removeIf(code -> code.expiresAt().isBefore(then));
    }

    /** All codes, for tests. */
    public List<IssuedCode> all() {
        return List.copyOf(byDigest.values());
    }
}
