package dev.keyfob.cli.user;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.domain.text.SecretLine;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;

/** Reads a new password from standard input, or asks for it twice at a terminal. */
final class NewPassword {

    private NewPassword() {}

    static Password read(Terminal terminal, Email address) {
        return Password.parse(typed(terminal), address);
    }

    private static String typed(Terminal terminal) {
        if (!terminal.isInteractive()) {
            String given = SecretLine.unwrapped(terminal.readAll());
            if (given.isEmpty()) {
                throw new CommandFailed(
                        "No password on standard input. Pipe one in, or run the command at a terminal.");
            }
            return given;
        }
        terminal.err().println(Password.RULE);
        String password = terminal.readSecret("Password: ");
        if (!password.equals(terminal.readSecret("Again: "))) {
            throw new CommandFailed("The two passwords differ. Nothing was changed; try again.");
        }
        return password;
    }
}
