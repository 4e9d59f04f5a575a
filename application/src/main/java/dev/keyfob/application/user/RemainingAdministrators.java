package dev.keyfob.application.user;

import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Makes sure that an enabled user who may manage tokens remains. The last one cannot be disabled or lose the role, and
 * administrators cannot remove their own administration. The operator may, where that is intended.
 *
 * <p>If an identity provider removes a role at a sign-in, that is not prevented: the provider decides then, and a
 * person who lost the role there must not keep it here.
 */
final class RemainingAdministrators {

    private final Users users;
    private final PermissionCatalogue catalogue;

    RemainingAdministrators(Users users, PermissionCatalogue catalogue) {
        this.users = users;
        this.catalogue = catalogue;
    }

    /**
     * Locks the user with this email, and refuses the change if no administrator would be left.
     *
     * @throws Refusal USER_NOT_FOUND; OWN_ADMINISTRATION; LAST_ADMINISTRATOR
     */
    User holdFor(Actor actor, Email email, UnaryOperator<User> change) {
        return hold(actor, email, change, "; or do it at the command line with --yes");
    }

    /** The same for changes that cannot be undone: the operator too must keep the last administrator. */
    User lockForRemoval(Actor actor, Email email, UnaryOperator<User> change) {
        return hold(actor, email, change, "");
    }

    private User hold(Actor actor, Email email, UnaryOperator<User> change, String otherWay) {
        // Locks all of them, always in the same order, so that two administrators cannot disable each other at the same
        // time.
        List<User> managers = users.listForUpdate(catalogue.allowed(Permission.TOKEN_MANAGE));
        User user = users.lock(email);
        if (mayManage(user) && !mayManage(change.apply(user))) {
            if (actor.isActingFor(user.id())) {
                throw new Refusal(
                        Reason.OWN_ADMINISTRATION,
                        "You cannot end your own administration. Ask another administrator to do it.");
            }
            if (managers.size() == 1) {
                throw new Refusal(
                        Reason.LAST_ADMINISTRATOR,
                        user.email() + " is the last enabled user who may manage tokens. Give another user that role"
                                + " first" + otherWay + ".");
            }
        }
        return user;
    }

    /** The same, but without a refusal if the actor is the operator. */
    User holdEvenTheLastFor(Actor actor, Email email, UnaryOperator<User> change) {
        return actor instanceof Actor.Operator ? users.lock(email) : holdFor(actor, email, change);
    }

    private boolean mayManage(User user) {
        return user.isEnabled()
                && catalogue.decide(user, Permission.TOKEN_MANAGE).isAllowed();
    }
}
