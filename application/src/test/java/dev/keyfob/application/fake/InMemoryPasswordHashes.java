package dev.keyfob.application.fake;

import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryPasswordHashes implements PasswordHashes {

    private final Map<UserId, String> byUser = new ConcurrentHashMap<>();

    @Override
    public void put(UserId user, String hash) {
        byUser.put(user, hash);
    }

    @Override
    public void remove(UserId user) {
        byUser.remove(user);
    }

    @Override
    public Optional<String> find(UserId user) {
        return Optional.ofNullable(byUser.get(user));
    }
}
