package dev.keyfob.application.fake;

import dev.keyfob.application.port.Identities;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryIdentities implements Identities {

    private final Map<Identity, UserId> users = new ConcurrentHashMap<>();

    @Override
    public Optional<UserId> find(Identity identity) {
        return Optional.ofNullable(users.get(identity));
    }

    @Override
    public void removeAllOf(UserId user) {
        users.values().removeIf(user::equals);
    }

    @Override
    public void add(Identity identity, UserId user, Instant at) {
        if (users.putIfAbsent(identity, user) != null) {
            throw new IllegalStateException("that identity has a user");
        }
    }
}
