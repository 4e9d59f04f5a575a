package dev.keyfob.application.fake;

import dev.keyfob.application.port.Identities;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryIdentities implements Identities {

    private final Map<Identity, LinkedIdentity> linked = new ConcurrentHashMap<>();

    @Override
    public Optional<LinkedIdentity> find(Identity identity) {
        return Optional.ofNullable(linked.get(identity));
    }

    @Override
    public List<LinkedIdentity> listOf(UserId user) {
        return linked.values().stream()
                .filter(each -> each.user().equals(user))
                .sorted(Comparator.comparing(LinkedIdentity::linkedAt)
                        .thenComparing(each -> each.identity().issuer())
                        .thenComparing(each -> each.identity().subject()))
                .toList();
    }

    @Override
    public void add(LinkedIdentity added) {
        if (linked.putIfAbsent(added.identity(), added) != null) {
            throw Identities.taken();
        }
    }

    @Override
    public void noteEmail(Identity identity, Email email) {
        linked.computeIfPresent(
                identity,
                (same, each) -> new LinkedIdentity(identity, each.user(), Optional.of(email), each.linkedAt()));
    }

    @Override
    public void remove(Identity identity) {
        linked.remove(identity);
    }

    @Override
    public void removeAllOf(UserId user) {
        linked.values().removeIf(each -> each.user().equals(user));
    }
}
