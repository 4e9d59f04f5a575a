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
 * The enabled users who may manage tokens. The last of them is not disabled and keeps the role, and nobody takes it
 * from themselves; the operator may, where that is meant.
 *
 * <p>A sign-in by which an identity provider takes a role away is not held up: then that provider has the say, and who
 * lost the role there must not keep it here.
 */
final class RemainingAdministrators {

    private final Users users;
    private final PermissionCatalogue catalogue;

    RemainingAdministrators(Users users, PermissionCatalogue catalogue) {
        this.users = users;
        this.catalogue = catalogue;
    }

    /**
     * Holds the user with this address, and refuses the change where nobody would be left.
     *
     * @throws Refusal USER_NOT_FOUND; OWN_ADMINISTRATION; LAST_ADMINISTRATOR
     */
    User holdFor(Actor actor, Email email, UnaryOperator<User> change) {
        return hold(actor, email, change, "; or do it at the command line with --yes");
    }

    /** The same for what cannot be undone: the operator too keeps the last of them. */
    User holdForGood(Actor actor, Email email, UnaryOperator<User> change) {
        return hold(actor, email, change, "");
    }

    private User hold(Actor actor, Email email, UnaryOperator<User> change, String otherWay) {
        // All of them are held, always in one order: two administrators who disable each other take turns.
        List<User> managers = users.listForUpdate(catalogue.allowed(Permission.TOKEN_MANAGE));
        User user = users.lock(email);
        if (mayManage(user) && !mayManage(change.apply(user))) {
            if (actor.speaksFor(user.id())) {
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

    /** The same, without a refusal where the operator asks. */
    User holdEvenTheLastFor(Actor actor, Email email, UnaryOperator<User> change) {
        return actor instanceof Actor.Operator ? users.lock(email) : holdFor(actor, email, change);
    }

    private boolean mayManage(User user) {
        return user.isEnabled()
                && catalogue.decide(user, Permission.TOKEN_MANAGE).isAllowed();
    }
}
