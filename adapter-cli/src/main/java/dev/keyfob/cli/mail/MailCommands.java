package dev.keyfob.cli.mail;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.MailVerbs;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The {@code mail} commands of the operator. */
@Command(
        name = "mail",
        description = "Try the mail server.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob mail test admin@example.com"})
public final class MailCommands {

    private final Supplier<MailVerbs> mail;
    private final Terminal terminal;

    public MailCommands(Supplier<MailVerbs> mail, Terminal terminal) {
        this.mail = mail;
        this.terminal = terminal;
    }

    @Command(
            description = "Send a test mail now, once, and print the answer of the mail server.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob mail test admin@example.com"})
    int test(
            @Parameters(paramLabel = "ADDRESS", description = "Where it goes, such as admin@example.com.")
                    String address) {
        Outcome outcome = mail.get().sendTestMail.send(OPERATOR, Email.parse(address));
        if (outcome.kind() != Outcome.Kind.DELIVERED) {
            throw new CommandFailed("The mail was not sent: " + outcome.note() + ".");
        }
        terminal.err().println("The mail server accepted it: " + outcome.note() + ". Check that it arrives.");
        return ExitCode.DONE;
    }
}
