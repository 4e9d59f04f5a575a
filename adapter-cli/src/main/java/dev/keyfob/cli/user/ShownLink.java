package dev.keyfob.cli.user;

import dev.keyfob.application.user.PasswordLink;
import dev.keyfob.cli.command.SecretOutputOption;
import dev.keyfob.cli.table.RecordPrinter;

/** Prints a link by which a user sets the password. It cannot be printed again. */
final class ShownLink {

    private ShownLink() {}

    static void print(PasswordLink link, SecretOutputOption output) {
        RecordPrinter table = new RecordPrinter("email", "link", "expires_at");
        table.add(link.user().email().value(), link.reveal(), link.expiresAt().toString());
        output.print(
                table,
                "The link for " + link.user().email() + " works once, until " + link.expiresAt()
                        + ". You won't be able to see it again:",
                "Create another: keyfob user password " + link.user().email() + " --link",
                link.reveal());
    }
}
