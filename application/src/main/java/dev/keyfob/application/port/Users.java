package dev.keyfob.application.port;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.domain.user.UserOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All accounts. */
public interface Users {

    /**
     * Adds a user. Refuses with EMAIL_TAKEN if an account has the email, and with EMAIL_RESERVED if another one had it
     * before.
     */
    void add(User user);

    /** Updates everything of a user that can change, except the email, which {@link #changeEmail} writes. */
    void update(User user);

    /**
     * Gives a locked user another email, and reserves the current one. Refuses like {@link #add}, but the user may take
     * back an email that they had before.
     */
    void changeEmail(User held, Email other, Instant at);

    /**
     * Removes a locked user, whose record then contains only the id. All their emails stay reserved, in a form that
     * cannot be read.
     */
    void remove(User held, Instant at);

    /** Returns the emails that are reserved for a user, the latest first; none for a removed user. */
    List<ReservedEmail> listReservedFor(UserId user);

    /** Returns at most {@code most} reserved emails, the latest first, without those of removed users. */
    List<ReservedEmail> listReserved(int most);

    /** Frees a reserved email, so that anyone may use it, and returns the reservation; empty if there was none. */
    Optional<ReservedEmail> freeEmail(Email email);

    /** Returns the refusal of a reserved email. */
    static Refusal reserved(Email email) {
        return new Refusal(
                Reason.EMAIL_RESERVED,
                email + " was the address of another account, and programs may know that person by it. Use another"
                        + " address, or have an administrator free this one: keyfob user free-email " + email);
    }

    /** Finds a user, removed or not, because tokens refer to removed users too. No email finds a removed user. */
    Optional<User> find(UserId id);

    /** Finds the user, removed or not, and locks the row until the transaction ends. */
    Optional<User> findForUpdate(UserId id);

    Optional<User> findByEmail(Email email);

    /**
     * Finds the user with this email and locks the row until the transaction ends.
     *
     * @throws Refusal USER_NOT_FOUND if no account has it, or the account was removed in the meantime
     */
    default User lock(Email email) {
        return findByEmail(email)
                .flatMap(found -> findForUpdate(found.id()))
                .filter(held -> !held.isRemoved())
                .orElseThrow(() -> notFound(email));
    }

    /** Whether the account with this email is the actor's own. */
    default boolean isOwn(Actor actor, Email email) {
        return findByEmail(email).filter(found -> actor.isPerson(found.id())).isPresent();
    }

    /**
     * Finds the actor's own account and locks the row until the transaction ends.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a person; USER_NOT_FOUND if the account was disabled or removed
     *     in the meantime
     */
    default User lockOwn(Actor actor) {
        return findForUpdate(actor.person().id()).filter(User::isEnabled).orElseThrow(UserId::notFound);
    }

    /** Finds these users, in the order of their ids, and locks their rows until the transaction ends. */
    List<User> listForUpdate(UserFilter filter);

    /** Returns the refusal for an email without an account, and for a user that the actor may not see. */
    static Refusal notFound(Email email) {
        return new Refusal(Reason.USER_NOT_FOUND, "There is no user " + email + ".");
    }

    Page<User> list(UserFilter filter, UserOrder order, PageRequest page);

    /** Returns when a session or a token of the user was last used, if that is still stored. */
    Optional<Instant> lastActiveAt(UserId id);

    long count(UserFilter filter);

    /** Counts the matching users, up to {@code most}, so that the cost stays bounded. */
    long countUpTo(UserFilter filter, int most);
}
