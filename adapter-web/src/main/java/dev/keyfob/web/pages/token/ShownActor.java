package dev.keyfob.web.pages.token;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.web.signin.Visit;

/** How a page names who did something: to people without the right to manage, other people are administrators. */
final class ShownActor {

    private ShownActor() {}

    /** {@code name} is as it was kept: a person's address, or what else did it. */
    static String of(String name, Visit reader) {
        boolean isOwn = reader.person().user().email().value().equals(name);
        return isOwn || !isAddress(name) || reader.person().may(Permission.TOKEN_MANAGE) ? name : "an administrator";
    }

    private static boolean isAddress(String name) {
        try {
            Email.parse(name);
            return true;
        } catch (Refusal notAnAddress) {
            return false;
        }
    }
}
