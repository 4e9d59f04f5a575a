package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.token.ExplainedVerification;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.permission.Decision;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.text.SecretLine;
import dev.keyfob.domain.token.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Implements {@code token verify}, which prints the full result of a verification. */
@Command(
        name = "verify",
        description = "Check whether a token is good and what it may do, and print the exact reason if not. The secret"
                + " is read from standard input, or asked for. Exit code 4 if the token is not good.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  keyfob token verify --permission recipe:view < token.txt",
            "  keyfob token verify --address 203.0.113.7 < token.txt"
        })
final class VerifyTokenCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--permission",
            paramLabel = "PERMISSION",
            description = "Also check that it may do this; repeatable.")
    private List<String> permissions;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Check it as if the request came from this IP address: the token's networks, and the limit"
                    + " on wrong tokens.")
    private String address;

    @Mixin
    private OutputOption output;

    VerifyTokenCommand(Supplier<TokenVerbs> tokens, Terminal terminal) {
        this.tokens = tokens;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<RequestSource.Address> place = Optional.ofNullable(address).map(RequestSource.Address::parse);
        List<Permission> asked = permissions == null
                ? List.of()
                : permissions.stream().map(Permission::parse).toList();
        String secret = terminal.isInteractive() ? terminal.readSecret("Token: ") : terminal.readAll();
        if (secret.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "No token on standard input. Pipe one in: keyfob token verify < token.txt");
        }
        String presented = SecretLine.unwrapped(secret).strip();
        VerifyToken verifyToken = tokens.get().verifyToken;
        Optional<ExplainedVerification> there =
                place.map(from -> verifyToken.explainAt(OPERATOR, from, presented, asked));
        Verification verification = there.map(ExplainedVerification::verification)
                .orElseGet(() -> verifyToken.explain(OPERATOR, presented, asked));

        List<String> columns = new ArrayList<>(List.of("active", "reason", "id", "name", "owner", "allowed", "denied"));
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(verification.isUsable());
        cells.add(verification.unusable().map(Reason::code).orElse(null));
        cells.add(
                verification.found().map(found -> found.token().id().toString()).orElse(null));
        cells.add(
                verification.found().map(found -> found.token().name().value()).orElse(null));
        cells.add(
                verification.found().map(found -> found.owner().email().value()).orElse(null));
        cells.add(verification.decisions().stream()
                .filter(Decision::isAllowed)
                .map(decision -> decision.permission().name())
                .toList());
        cells.add(verification.decisions().stream()
                .filter(decision -> !decision.isAllowed())
                .map(decision -> decision.permission() + "="
                        + decision.reason().orElseThrow().code())
                .toList());
        there.ifPresent(explained -> {
            columns.add("rate_limited");
            cells.add(explained.isRateLimited());
        });
        RecordPrinter table = new RecordPrinter(columns.toArray(String[]::new));
        table.add(cells.toArray());
        output.printOne(table);
        return verification.isAllowed() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
