package dev.keyfob.application.user;

import dev.keyfob.application.port.Identities;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.UserId;
import java.util.List;

/** Lists the identities of a user: to that person, to administrators and to the operator. Not audited. */
public final class ListIdentities {

    private final Identities identities;

    public ListIdentities(Identities identities) {
        this.identities = identities;
    }

    /**
     * Returns the identities of one user, the first linked first.
     *
     * @throws Refusal if the user is another person and the actor lacks the permission
     */
    public List<LinkedIdentity> listOf(Actor actor, UserId user) {
        if (!actor.isPerson(user)) {
            actor.require(Permission.TOKEN_MANAGE);
        }
        return identities.listOf(user);
    }
}
