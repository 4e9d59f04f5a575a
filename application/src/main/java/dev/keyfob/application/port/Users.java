package dev.keyfob.application.port;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
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

    /** The latest to join first. */
    Page<User> list(UserFilter filter, PageRequest page);

    long count(UserFilter filter);
}
