package dev.keyfob.application.port;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.domain.user.UserOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everyone with an account. */
public interface Users {

    /** Refuses with EMAIL_TAKEN where the address has an account, and with EMAIL_RESERVED where one had it before. */
    void add(User user);

    /** Writes all of a user that can change, but not the address, which {@link #changeEmail} writes. */
    void update(User user);

    /**
     * Gives a held user another address, and reserves the one that they have now. Refuses like {@link #add}; an address
     * that the user had before is theirs again.
     */
    void changeEmail(User held, Email other, Instant at);

    /**
     * Removes a held user: only their id is found from now on. All their addresses stay reserved, and cannot be read.
     */
    void remove(User held, Instant at);

    /** The addresses that are reserved for a user, the latest first. */
    List<ReservedEmail> listReservedFor(UserId user);

    /** Some of the addresses that are reserved, the latest first. */
    List<ReservedEmail> listReserved(int most);

    /** Frees a reserved address for everybody, and says what it was; empty where it was not reserved. */
    Optional<ReservedEmail> freeEmail(Email email);

    /** What is answered where an address is reserved. */
    static Refusal reserved(Email email) {
        return new Refusal(
                Reason.EMAIL_RESERVED,
                email + " was the address of another account, and programs may know that person by it. Use another"
                        + " address, or have an administrator free this one: keyfob user free-email " + email);
    }

    /** Finds removed users too, since tokens refer to them; all other questions do not. */
    Optional<User> find(UserId id);

    /** Finds the user and holds the row until the transaction ends. */
    Optional<User> findForUpdate(UserId id);

    Optional<User> findByEmail(Email email);

    /**
     * Finds the user with this address and holds the row until the transaction ends.
     *
     * @throws Refusal USER_NOT_FOUND if nobody has it, or whoever had it was removed meanwhile
     */
    default User lock(Email email) {
        return findByEmail(email)
                .flatMap(found -> findForUpdate(found.id()))
                .filter(held -> !held.isRemoved())
                .orElseThrow(() -> notFound(email));
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
