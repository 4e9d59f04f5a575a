package dev.keyfob.web.pages.token;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.web.signin.SignedInSession;

/**
 * Names the actor of an action. To users without the permission to manage tokens, it hides the addresses of other
 * people and shows "an administrator".
 */
final class ShownActor {

    private ShownActor() {}

    /**
     * Returns the name to show.
     *
     * @param name the recorded actor: a person's e-mail address, or the name of a token or another actor
     */
    static String of(String name, SignedInSession reader) {
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
