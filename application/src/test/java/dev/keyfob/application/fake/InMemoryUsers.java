package dev.keyfob.application.fake;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.domain.user.UserOrder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

public final class InMemoryUsers implements Users {

    final Map<UserId, User> byId = new ConcurrentHashMap<>();
    private final Map<Email, ReservedEmail> reserved = new ConcurrentHashMap<>();
    private final Set<Email> unreadable = ConcurrentHashMap.newKeySet();
    private Function<UserId, List<AccessToken>> tokens = id -> List.of();
    private Function<UserId, List<Session>> sessions = id -> List.of();
    private volatile Runnable beforeEachFind = () -> {};

    /** Sets the tokens and sessions of the users. */
    void use(InMemoryAccessTokens theirTokens, InMemorySessions theirSessions) {
        tokens = id -> theirTokens.byId.values().stream()
                .filter(token -> token.owner().equals(id))
                .toList();
        sessions = theirSessions::listOf;
    }

    /** Runs the action before each find by id from now on. The action may block. */
    public void beforeEachFind(Runnable action) {
        beforeEachFind = action;
    }

    /** Restores the state of a new installation. */
    public void removeAll() {
        byId.clear();
    }

    @Override
    public synchronized void add(User user) {
        refuseUsed(user.email());
        byId.put(user.id(), user);
    }

    private void refuseUsed(Email email) {
        if (findByEmail(email).isPresent()) {
            throw new Refusal(Reason.EMAIL_TAKEN, "There is already an account with this e-mail address.");
        }
        if (isReserved(email)) {
            throw Users.reserved(email);
        }
    }

    @Override
    public void update(User user) {
        byId.computeIfPresent(user.id(), (id, stored) -> user.withEmail(stored.email()));
    }

    @Override
    public synchronized void changeEmail(User held, Email other, Instant at) {
        Optional<ReservedEmail> own = Optional.ofNullable(reserved.get(other))
                .filter(earlier -> earlier.user().equals(held.id()));
        own.ifPresent(earlier -> reserved.remove(other));
        refuseUsed(other);
        reserved.put(held.email(), new ReservedEmail(held.email(), held.id(), at));
        byId.put(held.id(), byId.get(held.id()).withEmail(other));
    }

    @Override
    public synchronized void remove(User held, Instant at) {
        reserved.put(held.email(), new ReservedEmail(held.email(), held.id(), at));
        listReservedFor(held.id()).forEach(earlier -> unreadable.add(earlier.email()));
        byId.put(held.id(), byId.get(held.id()).remove(at));
    }

    /** Returns whether the email is reserved for an account that had it before. */
    public boolean isReserved(Email email) {
        return reserved.containsKey(email);
    }

    @Override
    public List<ReservedEmail> listReservedFor(UserId user) {
        return listReserved(Integer.MAX_VALUE).stream()
                .filter(earlier -> earlier.user().equals(user))
                .toList();
    }

    @Override
    public List<ReservedEmail> listReserved(int most) {
        return reserved.values().stream()
                .filter(earlier -> !unreadable.contains(earlier.email()))
                .sorted(Comparator.comparing(ReservedEmail::since).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public Optional<ReservedEmail> freeEmail(Email email) {
        unreadable.remove(email);
        return Optional.ofNullable(reserved.remove(email));
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
        return present().filter(user -> user.email().equals(email)).findFirst();
    }

    @Override
    public List<User> listForUpdate(UserFilter filter) {
        return present()
                .filter(user -> filter.matches(user, () -> countOf(user)))
                .sorted(Comparator.comparing(user -> user.id().toString()))
                .toList();
    }

    @Override
    public Page<User> list(UserFilter filter, UserOrder order, PageRequest page) {
        Comparator<User> inOrder = page.readsUp(order.ascending())
                ? ascending(order)
                : ascending(order).reversed();
        List<User> found = present()
                .filter(user -> filter.matches(user, () -> countOf(user)))
                .filter(user -> page.cursor()
                        .map(cursor -> inOrder.compare(user, byId.get(new UserId(cursor.id()))) > 0)
                        .orElse(true))
                .sorted(inOrder)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(found, page, InMemoryUsers::positionOf);
    }

    @Override
    public long countUpTo(UserFilter filter, int most) {
        return Math.min(count(filter), most);
    }

    @Override
    public long count(UserFilter filter) {
        return present()
                .filter(user -> filter.matches(user, () -> countOf(user)))
                .count();
    }

    @Override
    public Optional<Instant> lastActiveAt(UserId id) {
        return Stream.concat(
                        tokens.apply(id).stream().map(AccessToken::lastUsedAt).flatMap(Optional::stream),
                        sessions.apply(id).stream().map(Session::seenAt))
                .max(Comparator.naturalOrder());
    }

    private Stream<User> present() {
        return byId.values().stream().filter(user -> !user.isRemoved());
    }

    private long countOf(User user) {
        return tokens.apply(user.id()).stream()
                .filter(token -> !token.isRevoked())
                .count();
    }

    private Comparator<User> ascending(UserOrder order) {
        Comparator<User> byKey = switch (order.field()) {
            case JOINED -> Comparator.comparing(User::createdAt);
            case EMAIL -> Comparator.comparing(User::email);
            case USERNAME -> Comparator.comparing(user -> user.email().localPart());
            case ROLE -> Comparator.comparing(user -> !user.roles().contains(Role.ADMIN));
            case LAST_ACTIVE ->
                Comparator.comparing(user -> lastActiveAt(user.id()).orElse(Instant.EPOCH));
        };
        // Ordered by the text of the id, as in databases.
        return byKey.thenComparing(user -> user.id().toString());
    }

    private static Cursor positionOf(User user) {
        return new Cursor(Optional.of(user.createdAt()), user.id().value());
    }
}
