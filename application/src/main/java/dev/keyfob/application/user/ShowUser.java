package dev.keyfob.application.user;

import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Shows one account: to its owner, to administrators and to the operator. Not audited; changes nothing. */
public final class ShowUser {

    private final Users users;

    public ShowUser(Users users) {
        this.users = users;
    }

    /**
     * Returns the account with this email.
     *
     * @throws Refusal USER_NOT_FOUND if there is none or the actor may not see it
     */
    public User show(Actor actor, Email email) {
        return users.findByEmail(email).filter(user -> isSeenBy(actor, user)).orElseThrow(() -> Users.notFound(email));
    }

    /**
     * Returns the account with this id.
     *
     * @throws Refusal USER_NOT_FOUND if there is none or the actor may not see it
     */
    public User show(Actor actor, UserId id) {
        return users.find(id).filter(user -> isSeenBy(actor, user)).orElseThrow(UserId::notFound);
    }

    /**
     * Returns when a session or a token of the user was last used, if that is still stored. Empty for an actor that is
     * a token, because a thief of a token must not learn when its owner is active.
     */
    public Optional<Instant> lastActiveAt(Actor actor, UserId id) {
        UserId shown = show(actor, id).id();
        return actor instanceof Actor.Bearer ? Optional.empty() : users.lastActiveAt(shown);
    }

    private static boolean isSeenBy(Actor actor, User user) {
        return actor.may(Permission.TOKEN_MANAGE) || actor.isActingFor(user.id());
    }
}
