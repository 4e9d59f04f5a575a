package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.SetupState;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The message at the start if there is no account yet. It says how to create the first one, and never contains the
 * set-up code.
 */
final class FirstRunMessage {

    private FirstRunMessage() {}

    static Optional<String> begin(Wiring wiring, int port) {
        if (wiring.useCases.setup.showSetup.state(OPERATOR) == SetupState.DONE) {
            return Optional.empty();
        }
        Settings settings = wiring.settings;
        if (!settings.signInMethods().local()) {
            return Optional.of("There is no account yet. Sign in once at " + settings.publicUrl(port)
                    + ", then make that account an administrator: " + command(settings, "user roles"));
        }
        String byCommand = command(settings, "user add");
        return Optional.of(offer(wiring)
                .map(file -> "There is no account yet. Within an hour, open " + settings.publicUrl(port)
                        + "/set-up and enter the code from " + file + "; or run: " + byCommand)
                .orElse("There is no account yet. Create the first one, an administrator: " + byCommand));
    }

    private static Optional<String> offer(Wiring wiring) {
        try {
            return wiring.useCases.setup.offerSetup.offer(OPERATOR);
        } catch (DatabaseUnavailable e) {
            throw new CommandFailed(e.getMessage());
        }
    }

    private static String command(Settings settings, String command) {
        String roles = settings.tokenSettings().catalogue().administratorRoles().stream()
                .map(Role::name)
                .map(name -> command.equals("user add") ? " --role " + name : " --add " + name)
                .collect(Collectors.joining());
        return "keyfob " + ShellWord.place(settings) + " " + command + " you@example.com" + roles;
    }
}
