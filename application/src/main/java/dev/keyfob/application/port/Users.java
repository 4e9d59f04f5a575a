package dev.keyfob.application.port;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.domain.user.UserOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everyone with an account. */
public interface Users {

    /** Refuses with EMAIL_TAKEN where the address has an account. */
    void add(User user);

    void update(User user);

    Optional<User> find(UserId id);

    /** Finds the user and holds the row until the transaction ends. */
    Optional<User> findForUpdate(UserId id);

    Optional<User> findByEmail(Email email);

    /**
     * Finds the user with this address and holds the row until the transaction ends.
     *
     * @throws Refusal USER_NOT_FOUND where nobody has it
     */
    default User lock(Email email) {
        return findByEmail(email).flatMap(found -> findForUpdate(found.id())).orElseThrow(() -> notFound(email));
    }

    /** Finds these users, in the order of their ids, and holds their rows until the transaction ends. */
    List<User> listForUpdate(UserFilter filter);

    /** What is answered where nobody has this address, and where the user is none of the actor's concern. */
    static Refusal notFound(Email email) {
        return new Refusal(Reason.USER_NOT_FOUND, "There is no user " + email + ".");
    }

    Page<User> list(UserFilter filter, UserOrder order, PageRequest page);

    /** When a session of the user, or a token, was last used, as far as it is still known. */
    Optional<Instant> lastActiveAt(UserId id);

    long count(UserFilter filter);

    /** How many there are, but never more than {@code most}: what it takes to find out stays bounded. */
    long countUpTo(UserFilter filter, int most);
}
