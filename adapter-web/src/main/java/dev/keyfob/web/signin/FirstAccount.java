package dev.keyfob.web.signin;

import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.SetupState;
import java.util.stream.Collectors;

/**
 * What the sign-in page shows while there is no account: how to create the first one. {@code command} creates it, too.
 */
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
                // Two lines with a continuation, to fit into a narrow window.
                "keyfob " + place + " user add \\\n  you@example.com" + roles);
    }
}
