package dev.keyfob.cli.scan;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.LeakVerbs;
import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.leak.TracedToken;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.leak.LeakLocation;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenState;
import java.util.HexFormat;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/**
 * The hidden commands that {@link ScanCommand} runs where the data is. Their input is digests of secrets, or ids of
 * tokens, so no secret is sent.
 */
@Command(
        name = "leak",
        hidden = true,
        description = "Used by scan to look up what it found.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob leak trace < digests.txt"})
public final class LeakCommands {

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<LeakVerbs> leaks;
    private final Terminal terminal;

    public LeakCommands(Supplier<TokenVerbs> tokens, Supplier<LeakVerbs> leaks, Terminal terminal) {
        this.tokens = tokens;
        this.leaks = leaks;
        this.terminal = terminal;
    }

    @Command(
            description = "Say which tokens and API clients these digests belong to, one in hexadecimal on each line of"
                    + " standard input.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob leak trace < digests.txt"})
    int trace() {
        RecordPrinter table = new RecordPrinter("digest", "kind", "id", "name", "owner", "state");
        terminal.readAll().lines().forEach(line -> {
            TokenDigest digest = digest(line);
            leaks.get()
                    .traceLeak
                    .trace(OPERATOR, digest)
                    .ifPresent(traced -> table.add(
                            line,
                            LeakLookup.Kind.TOKEN.code(),
                            traced.token().id().toString(),
                            traced.token().name().value(),
                            traced.owner().email().value(),
                            stateOf(traced)));
            leaks.get()
                    .traceLeak
                    .traceClient(OPERATOR, digest)
                    .ifPresent(client -> table.add(
                            line,
                            LeakLookup.Kind.CLIENT.code(),
                            client.id().value(),
                            client.name().value(),
                            null,
                            TokenState.ACTIVE.code()));
        });
        table.print(terminal, RecordPrinter.Format.json);
        return ExitCode.DONE;
    }

    @Command(
            description = "End tokens: on each line of standard input an id, and where the token was found.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob leak revoke < ids.txt"})
    int revoke() {
        terminal.readAll().lines().forEach(line -> {
            String[] words = line.split(" ", 2);
            AuditParty finder =
                    AuditParty.operatorWhoFound(LeakLocation.parse(words.length == 2 ? words[1] : "an unknown place"));
            try {
                tokens.get().revokeToken.revoke(new Actor.Operator(finder), TokenId.parse(words[0]));
            } catch (Refusal refusal) {
                // The record was purged since the look-up, so the token had already ended.
                if (refusal.reason() != Reason.TOKEN_NOT_FOUND) {
                    throw refusal;
                }
            }
        });
        return ExitCode.DONE;
    }

    private static String stateOf(TracedToken traced) {
        return traced.unusable()
                .filter(Reason.OWNER_DISABLED::equals)
                .map(Reason::code)
                .orElse(traced.state().code());
    }

    private static TokenDigest digest(String line) {
        try {
            return new TokenDigest(HexFormat.of().parseHex(line));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("A line of standard input is not a digest: 64 hexadecimal digits were expected.");
        }
    }
}
