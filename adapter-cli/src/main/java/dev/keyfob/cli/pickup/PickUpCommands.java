package dev.keyfob.cli.pickup;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.PickUpVerbs;
import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.application.pickup.PreparedToken;
import dev.keyfob.cli.command.NewTokenOptions;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.pickup.Offer;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.IdPrefix;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.Email;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The {@code pickup} commands of the operator, who prepares tokens that their owners pick up. The operator never sees
 * the secrets.
 */
@Command(
        name = "pickup",
        description = "Prepare tokens and rotations that users pick up; list and withdraw those that wait.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob pickup prepare --owner alice@example.com --name CI"})
public final class PickUpCommands {

    private final Supplier<PickUpVerbs> pickUps;
    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    public PickUpCommands(
            Supplier<PickUpVerbs> pickUps, Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users, Terminal terminal) {
        this.pickUps = pickUps;
        this.tokens = tokens;
        this.users = users;
        this.terminal = terminal;
    }

    @Command(
            description =
                    "Prepare a token for a user, who picks it up on the access-tokens page within 7 days. Its secret"
                            + " is created only then, and the policy at that time applies.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob pickup prepare --owner alice@example.com --name CI --days 30"})
    int prepare(
            @Option(names = "--owner", required = true, paramLabel = "EMAIL", description = "Whose token it will be.")
                    String owner,
            @Mixin NewTokenOptions wanted,
            @Option(
                            names = "--days",
                            paramLabel = "DAYS",
                            description = "How many days it lives from the pick-up on, such as 30. Default: as the"
                                    + " policy says, 30.")
                    String days,
            @Mixin OutputOption output) {
        PickUp prepared = pickUps.get()
                .prepareToken
                .prepare(
                        OPERATOR,
                        new PreparedToken(
                                Email.parse(owner),
                                wanted.name(),
                                wanted.note(),
                                Optional.ofNullable(days)
                                        .map(typed -> Expiry.parseDays(typed).life()),
                                wanted.restrictions()));
        output.printMade(
                recordOf(prepared),
                "Prepared token " + prepared.token() + ". " + owner + " can pick it up on the access-tokens page until "
                        + prepared.endsAt() + ".");
        return ExitCode.DONE;
    }

    @Command(
            description = "Ask the owner of a token for its rotation. The owner picks up the new secret on the"
                    + " access-tokens page. It is created only then.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob pickup rotate ID --old-ends 2027-01-31"})
    int rotate(
            @Parameters(paramLabel = "ID", description = "The token's id, or its beginning.") String id,
            @Option(
                            names = "--old-ends",
                            paramLabel = "WHEN",
                            description =
                                    "A day such as 2027-01-31 (its whole day, UTC), or a time: then the old secret"
                                            + " ends, picked up or not. Default: it ends at the pick-up.")
                    String oldEnds,
            @Mixin OutputOption output) {
        PickUp asked = pickUps.get()
                .requestRotation
                .request(
                        OPERATOR,
                        tokens.get().findTokens.idOf(OPERATOR, id),
                        Optional.ofNullable(oldEnds).map(typed -> Expiry.parseDay(typed, ZoneOffset.UTC)));
        output.printMade(
                recordOf(asked),
                "Asked the owner of token " + asked.token() + ", who can pick its new secret up until "
                        + asked.endsAt() + ". The old one ends "
                        + oldEndOf(asked)
                                .map(end -> "at " + end + ", picked up or not.")
                                .orElse("when the new one is picked up."));
        return ExitCode.DONE;
    }

    @Command(
            description = "List what was prepared and waits to be picked up, the first to end first.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob pickup list"})
    int list(@Mixin OutputOption output) {
        RecordPrinter table = records();
        pickUps.get().listPickUps.all(OPERATOR).forEach(each -> add(table, each));
        output.print(table);
        return ExitCode.DONE;
    }

    @Command(
            description =
                    "Withdraw what was prepared and not picked up. A secret that was due to end keeps working, unless"
                            + " it has already ended.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob pickup withdraw ID"})
    int withdraw(@Parameters(paramLabel = "ID", description = "The token's id, or its beginning.") String id) {
        PickUp withdrawn = pickUps.get().withdrawPickUp.withdraw(OPERATOR, waiting(id));
        terminal.err().println("Withdrew " + withdrawn.name() + ". It cannot be picked up any more.");
        return ExitCode.DONE;
    }

    private RecordPrinter recordOf(PickUp pickUp) {
        RecordPrinter table = records();
        add(table, pickUp);
        return table;
    }

    private static RecordPrinter records() {
        return new RecordPrinter(
                        "id",
                        "owner",
                        "name",
                        "what",
                        "days",
                        "old_ends_at",
                        "prepared_at",
                        "prepared_by",
                        "waits_until")
                .withShortIds()
                .brief("id", "owner", "name", "what", "waits_until");
    }

    private void add(RecordPrinter table, PickUp each) {
        Optional<Offer.NewToken> token =
                each.offer() instanceof Offer.NewToken offer ? Optional.of(offer) : Optional.empty();
        table.add(
                each.token().toString(),
                users.get().showUser.show(OPERATOR, each.owner()).email().value(),
                each.name().value(),
                token.isPresent() ? "new token" : "new secret",
                token.flatMap(Offer.NewToken::life).map(Duration::toDays).orElse(null),
                oldEndOf(each).map(Instant::toString).orElse(null),
                each.prepared().at().toString(),
                each.prepared().by(),
                each.endsAt().toString());
    }

    /**
     * Finds a waiting pick-up by its id. A prepared token is not stored as a token yet, so the pick-ups are searched.
     */
    private TokenId waiting(String typed) {
        if (IdPrefix.parse(typed).isEmpty()) {
            return TokenId.parse(typed);
        }
        List<TokenId> found = pickUps.get().listPickUps.all(OPERATOR).stream()
                .map(PickUp::token)
                .filter(id -> id.toString().startsWith(typed.toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw found.isEmpty()
                ? new Refusal(
                        Reason.PICKUP_NOT_FOUND,
                        "No waiting pick-up has an id that begins with " + typed + ". See: keyfob pickup list")
                : new Refusal(
                        Reason.ID_AMBIGUOUS,
                        "More than one id begins with " + typed + ", such as " + found.get(0) + " and " + found.get(1)
                                + ". Give more of it.");
    }

    private static Optional<Instant> oldEndOf(PickUp pickUp) {
        return pickUp.offer() instanceof Offer.NewSecret offer ? offer.oldEndsAt() : Optional.empty();
    }
}
