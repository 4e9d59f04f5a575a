package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The roles of a user, as they are typed and printed. */
final class HeldRoles {

    private HeldRoles() {}

    static List<Role> parse(@Nullable List<String> typed) {
        return typed == null ? List.of() : typed.stream().map(Role::parse).toList();
    }

    static List<String> names(User user) {
        return user.roles().stream().map(Role::name).toList();
    }

    /** Prints a warning if no permission requires one of the roles. */
    static void warnAbout(Collection<Role> held, UserVerbs users, Terminal terminal) {
        users.showCatalogue
                .warningAbout(OPERATOR, held)
                .ifPresent(warning -> terminal.err().println("keyfob: " + warning));
    }
}
