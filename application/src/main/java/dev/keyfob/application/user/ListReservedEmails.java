package dev.keyfob.application.user;

import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.UserId;
import java.util.List;

/**
 * Lists the emails that existing accounts had before, which no other account can have. The emails of removed users are
 * reserved too, but stored as digests, so they are not listed. For administrators and the operator. Not audited;
 * changes nothing.
 */
public final class ListReservedEmails {

    /** The maximum number that is listed, the latest first. Any reserved email can be freed by typing it. */
    public static final int MOST = 100;

    private final Users users;

    public ListReservedEmails(Users users) {
        this.users = users;
    }

    /** Returns the latest reserved emails of all users. */
    public List<ReservedEmail> list(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        return users.listReserved(MOST);
    }

    /** Returns the reserved emails of one user. */
    public List<ReservedEmail> listFor(Actor actor, UserId user) {
        actor.require(Permission.TOKEN_MANAGE);
        return users.listReservedFor(user);
    }
}
