package dev.keyfob.application.fake;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryUsers implements Users {

    final Map<UserId, User> byId = new ConcurrentHashMap<>();
    private volatile Runnable beforeEachFind = () -> {};

    /** What happens from now on before a user is found by id; it may take its time. */
    public void beforeEachFind(Runnable action) {
        beforeEachFind = action;
    }

    @Override
    public synchronized void add(User user) {
        if (findByEmail(user.email()).isPresent()) {
            throw new Refusal(Reason.EMAIL_TAKEN, "There is already an account with this e-mail address.");
        }
        byId.put(user.id(), user);
    }

    @Override
    public void update(User user) {
        byId.replace(user.id(), user);
    }

    @Override
    public Optional<User> find(UserId id) {
        beforeEachFind.run();
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Optional<User> findForUpdate(UserId id) {
        return find(id);
    }

    @Override
    public Optional<User> findByEmail(Email email) {
        return byId.values().stream().filter(user -> user.email().equals(email)).findFirst();
    }

    @Override
    public Page<User> list(UserFilter filter, PageRequest page) {
        Comparator<Cursor> latestFirst = InMemoryAccessTokens.positions().reversed();
        List<User> found = byId.values().stream()
                .filter(filter::matches)
                .filter(user -> page.after()
                        .map(after -> latestFirst.compare(positionOf(user), after) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(InMemoryUsers::positionOf, latestFirst))
                .limit(page.limit() + 1L)
                .toList();
        if (found.size() <= page.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<User> items = found.subList(0, page.limit());
        return new Page<>(items, Optional.of(positionOf(items.get(items.size() - 1))));
    }

    @Override
    public long count(UserFilter filter) {
        return byId.values().stream().filter(filter::matches).count();
    }

    private static Cursor positionOf(User user) {
        return new Cursor(Optional.of(user.createdAt()), user.id().value());
    }
}
