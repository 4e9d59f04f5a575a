package dev.keyfob.cli.policy;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.PolicyVerbs;
import dev.keyfob.application.policy.PreviewPolicy.Preview;
import dev.keyfob.cli.command.Candidates;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Confirmation;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.PolicyItem;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.OwnerCount;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The {@code policy} commands of the operator. */
@Command(
        name = "policy",
        description = "Show, preview and set what tokens are allowed to be.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob policy preview longest_life=90d"})
public final class PolicyCommands {

    private static final String WHAT = "What to change, such as longest_life=90d, no_expiration=off, idle_limit=60d,"
            + " default_life=14d, tokens_per_user=50, creation=off, default_overlap=1h, self_rotation=on, reuse=report."
            + " The value default restores the value in the settings.";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Supplier<PolicyVerbs> policy;
    private final Terminal terminal;

    public PolicyCommands(Supplier<PolicyVerbs> policy, Terminal terminal) {
        this.policy = policy;
        this.terminal = terminal;
    }

    @Command(
            description = "Show the policy in force.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob policy show"})
    int show(@Mixin OutputOption output) {
        TokenPolicy inForce = policy.get().showPolicy.show(OPERATOR);
        RecordPrinter table = new RecordPrinter("name", "value", "takes");
        for (PolicyItem item : PolicyItem.values()) {
            table.add(item.code(), item.of(inForce), item.expected());
        }
        output.print(table);
        return ExitCode.DONE;
    }

    @Command(
            description = "Show, per owner, how many tokens would stop, work again or end sooner if the policy changed."
                    + " Changes nothing.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob policy preview longest_life=90d idle_limit=60d"})
    int preview(
            @Parameters(
                            paramLabel = "NAME=VALUE",
                            arity = "1..*",
                            completionCandidates = Candidates.PolicyItems.class,
                            description = WHAT)
                    List<String> assignments,
            @Mixin OutputOption output) {
        Preview preview = policy.get().previewPolicy.preview(OPERATOR, PolicyChanges.parse(assignments));
        RecordPrinter table = new RecordPrinter("owner", "tokens", "would");
        preview.stopping().forEach(count -> add(table, count, "stop"));
        preview.returning().forEach(count -> add(table, count, "work again"));
        preview.sooner().forEach(count -> add(table, count, "end sooner"));
        preview.idle().forEach(count -> add(table, count, "end sooner unless used"));
        output.print(table);
        terminal.err().println(told(preview, "would stop now", "would work again", "would end sooner"));
        return ExitCode.DONE;
    }

    @Command(
            description = "Change the policy for all tokens, existing ones too. No token is rewritten: if the policy is"
                    + " changed back, the same tokens work again.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob policy set longest_life=90d", "  keyfob policy set creation=off --yes"})
    int set(
            @Parameters(
                            paramLabel = "NAME=VALUE",
                            arity = "1..*",
                            completionCandidates = Candidates.PolicyItems.class,
                            description = WHAT)
                    List<String> assignments,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do not ask, even if tokens stop or end sooner.")
                    boolean yes) {
        PolicyChanges changes = PolicyChanges.parse(assignments);
        Preview preview = policy.get().previewPolicy.preview(OPERATOR, changes);
        String consequence = told(preview, "stop now", "work again", "will end sooner");
        if (!preview.isHarmless() && !yes && !Confirmation.given(terminal, consequence + " Do it?")) {
            terminal.err()
                    .println(
                            "keyfob: " + consequence + " Nothing was changed. Add --yes to do it without being asked.");
            return ExitCode.REFUSED;
        }
        policy.get().setPolicy.set(OPERATOR, changes);
        terminal.err().println("The policy is changed. " + told(preview, "stopped", "work again", "will end sooner"));
        return ExitCode.DONE;
    }

    private static void add(RecordPrinter table, OwnerCount count, String consequence) {
        table.add(count.owner().value(), count.tokens(), consequence);
    }

    private static String told(Preview preview, String stop, String workAgain, String endSooner) {
        return Count.of(preview.tokensStopping(), "token") + " of "
                + Count.of(preview.stopping().size(), "user") + " " + stop + ", "
                + preview.tokensReturning() + " " + workAgain + "; "
                + preview.tokensSooner() + " " + endSooner
                + preview.firstEnd()
                        .map(first -> ", the first on " + DAY.format(first))
                        .orElse("")
                + (preview.idle().isEmpty() ? "" : ", and " + preview.tokensIdle() + " more unless they are used")
                + ".";
    }
}
