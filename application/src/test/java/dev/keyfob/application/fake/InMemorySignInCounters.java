package dev.keyfob.application.fake;

import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.domain.user.SignInCounter;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

public final class InMemorySignInCounters implements SignInCounters {

    private final Map<String, SignInCounter> byKey = new ConcurrentHashMap<>();

    @Override
    public SignInCounter lock(String key) {
        return byKey.computeIfAbsent(key, SignInCounter::start);
    }

    @Override
    public void update(SignInCounter counter) {
        byKey.put(counter.key(), counter);
    }

    @Override
    public void removeUntouchedSince(Instant then) {
        byKey.values()
                .removeIf(counter -> Stream.of(counter.lastFailedAt(), counter.lastSucceededAt())
                        .flatMap(at -> at.stream())
                        .noneMatch(at -> !at.isBefore(then)));
    }

    @Override
    public void removeFailedBefore(Instant then) {
        byKey.values()
                .removeIf(counter -> counter.lastSucceededAt().isEmpty()
                        && counter.lastFailedAt()
                                .filter(at -> at.isBefore(then))
                                .isPresent());
    }

    public int size() {
        return byKey.size();
    }
}
