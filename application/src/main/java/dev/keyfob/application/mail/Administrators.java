package dev.keyfob.application.mail;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserOrder;
import java.util.List;
import java.util.Optional;

/** Lists the enabled users who may manage tokens, to be mailed when something needs an administrator. */
final class Administrators {

    /** The limit for installations where almost everyone is an administrator. */
    private static final int MOST = 100;

    private final Users users;
    private final PermissionCatalogue catalogue;

    Administrators(Users users, PermissionCatalogue catalogue) {
        this.users = users;
        this.catalogue = catalogue;
    }

    List<User> list() {
        return users.list(
                        catalogue.allowed(Permission.TOKEN_MANAGE),
                        UserOrder.LATEST_FIRST,
                        PageRequest.of(MOST, Optional.empty()))
                .items();
    }
}
