package dev.keyfob.cli.webhook;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.command.CommandGroup;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The {@code webhook} commands of the operator, each in its own class. */
@Command(
        name = "webhook",
        description = "Notify other programs of events: add, list, test and remove webhooks.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook add https://hooks.example.com/keyfob > webhook.txt"})
public final class WebhookCommands implements CommandGroup {

    private final Supplier<WebhookVerbs> webhooks;
    private final Terminal terminal;

    public WebhookCommands(Supplier<WebhookVerbs> webhooks, Terminal terminal) {
        this.webhooks = webhooks;
        this.terminal = terminal;
    }

    @Override
    public Stream<Object> commands() {
        return Stream.of(
                new AddWebhookCommand(webhooks),
                new ListDeliveriesCommand(webhooks),
                new ShowDeliveryCommand(webhooks),
                new EnableWebhookCommand(webhooks, terminal),
                new ListWebhooksCommand(webhooks),
                new PauseWebhookCommand(webhooks, terminal),
                new RemoveWebhookCommand(webhooks, terminal),
                new RenameWebhookCommand(webhooks, terminal),
                new ResumeWebhookCommand(webhooks, terminal),
                new RetryDeliveriesCommand(webhooks, terminal),
                new RotateSigningSecretCommand(webhooks),
                new TestWebhookCommand(webhooks, terminal));
    }
}
