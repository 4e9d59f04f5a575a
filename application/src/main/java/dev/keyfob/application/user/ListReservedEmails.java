package dev.keyfob.application.user;

import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.UserId;
import java.util.List;

/**
 * Lists the addresses that accounts had before and that nobody else can have. For administrators and the operator. Not
 * audited; changes nothing.
 */
public final class ListReservedEmails {

    /** So many are listed at once, the latest; any can be freed by typing it. */
    public static final int MOST = 100;

    private final Users users;

    public ListReservedEmails(Users users) {
        this.users = users;
    }

    /** Whosever they were. */
    public List<ReservedEmail> list(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        return users.listReserved(MOST);
    }

    /** Those of one user. */
    public List<ReservedEmail> listFor(Actor actor, UserId user) {
        actor.require(Permission.TOKEN_MANAGE);
        return users.listReservedFor(user);
    }
}
