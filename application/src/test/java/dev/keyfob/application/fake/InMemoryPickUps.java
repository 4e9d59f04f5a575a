package dev.keyfob.application.fake;

import dev.keyfob.application.port.PickUps;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryPickUps implements PickUps {

    private final Map<TokenId, PickUp> byToken = new ConcurrentHashMap<>();

    @Override
    public void put(PickUp pickUp) {
        byToken.put(pickUp.token(), pickUp);
    }

    @Override
    public Optional<PickUp> find(TokenId token) {
        return Optional.ofNullable(byToken.get(token));
    }

    @Override
    public Optional<PickUp> findForUpdate(TokenId token) {
        return find(token);
    }

    @Override
    public void remove(TokenId token) {
        byToken.remove(token);
    }

    @Override
    public int removeAllOf(UserId owner) {
        int before = byToken.size();
        byToken.values().removeIf(each -> each.owner().equals(owner));
        return before - byToken.size();
    }

    @Override
    public List<PickUp> allWaitingFor(UserId owner, Instant now) {
        return byToken.values().stream()
                .filter(each -> each.owner().equals(owner) && !each.isOverAt(now))
                .sorted(Comparator.comparing(each -> each.prepared().at()))
                .toList();
    }

    @Override
    public List<PickUp> allWaiting(Instant now, int most) {
        return byToken.values().stream()
                .filter(each -> !each.isOverAt(now))
                .sorted(Comparator.comparing(PickUp::endsAt))
                .limit(most)
                .toList();
    }

    @Override
    public void removeEndedAt(Instant now) {
        byToken.values().removeIf(each -> each.isOverAt(now));
    }
}
