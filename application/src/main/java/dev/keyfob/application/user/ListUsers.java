package dev.keyfob.application.user;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserOrder;

/** Lists the accounts. For administrators and the operator. Not audited; changes nothing. */
public final class ListUsers {

    private final Users users;

    public ListUsers(Users users) {
        this.users = users;
    }

    public Page<User> list(Actor actor, UserFilter filter, PageRequest page) {
        return list(actor, filter, UserOrder.LATEST_FIRST, page);
    }

    public Page<User> list(Actor actor, UserFilter filter, UserOrder order, PageRequest page) {
        actor.require(Permission.TOKEN_MANAGE);
        return users.list(filter, order, page);
    }

    public long count(Actor actor, UserFilter filter) {
        actor.require(Permission.TOKEN_MANAGE);
        return users.count(filter);
    }

    /** Counts the matching users, up to {@code most}. */
    public long countUpTo(Actor actor, UserFilter filter, int most) {
        actor.require(Permission.TOKEN_MANAGE);
        return users.countUpTo(filter, most);
    }
}
