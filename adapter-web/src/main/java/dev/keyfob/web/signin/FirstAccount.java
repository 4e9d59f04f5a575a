package dev.keyfob.web.signin;

import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.SetupState;
import java.util.stream.Collectors;

/** What the sign-in page says while nobody has an account: how the first is made. {@code command} makes it, too. */
public record FirstAccount(boolean isMissing, boolean byCode, boolean isCodeEnded, String command) {

    static FirstAccount of(SetupState state, PermissionCatalogue catalogue) {
        String roles = catalogue.administratorRoles().stream()
                .map(Role::name)
                .map(name -> " --role " + name)
                .collect(Collectors.joining());
        String place = state == SetupState.BY_COMMAND ? "--db URL" : "--data DIR";
        return new FirstAccount(
                state != SetupState.DONE,
                state == SetupState.BY_CODE,
                state == SetupState.CODE_ENDED,
                // In two lines, which a shell takes as one, so that it fits into a narrow window.
                "keyfob " + place + " user add \\\n  you@example.com" + roles);
    }
}
