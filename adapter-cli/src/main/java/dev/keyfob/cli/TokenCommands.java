package dev.keyfob.cli;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.Explanation;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.network.Place;
import dev.keyfob.domain.permission.Decision;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.text.SecretLine;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.domain.user.Email;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens, by the operator. */
@Command(
        name = "token",
        description = "Create, list, show, edit, rotate, suspend, revoke and verify tokens.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = Examples.HEADING,
        footer = {
            "  keyfob token create --owner alice@example.com --name \"Build server\"",
            "  keyfob token list --owner alice@example.com"
        })
final class TokenCommands {

    private static final Actor OPERATOR = new Actor.Operator();
    private static final EnumSet<TokenState> UNREVOKED = EnumSet.complementOf(EnumSet.of(TokenState.REVOKED));

    private static final EnumSet<TokenState> LIVING = EnumSet.of(TokenState.ACTIVE, TokenState.SUSPENDED);

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Supplier<InstantSource> clock;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    TokenCommands(
            Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users, Supplier<InstantSource> clock, Terminal terminal) {
        this.tokens = tokens;
        this.users = users;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Command(
            description = "Create a token for a user. Its secret is printed once, and cannot be printed again.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {
                "  keyfob token create --owner alice@example.com --name \"Build server\" --expires 90d",
                "  keyfob token create --owner bob@example.com --name CI --permission recipe:view --quiet > token.txt"
            })
    int create(
            @Option(names = "--owner", required = true, paramLabel = "EMAIL", description = "Whose token it is.")
                    String owner,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "1 to 100 characters.")
                    String name,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            description = "What people should know about it: up to 500 characters.")
                    String note,
            @Option(
                            names = "--expires",
                            paramLabel = "WHEN",
                            description = "30d, a date such as 2027-01-31 (its whole day, UTC), a time such as"
                                    + " 2027-01-31T12:00:00Z, or never. Default: as the policy says, 30d.")
                    String expires,
            @Option(
                            names = "--permission",
                            paramLabel = "PERMISSION",
                            description =
                                    "Narrow the token to this permission; repeatable. Default: the whole ceiling.")
                    List<String> permissions,
            @Option(
                            names = "--network",
                            paramLabel = "CIDR",
                            description = "Usable from this address or network alone, such as 10.0.0.0/8; repeatable.")
                    List<String> networks,
            @Option(
                            names = {"-q", "--quiet"},
                            description = "Print the secret and nothing else.")
                    boolean quiet,
            @Mixin SecretOutputOption output) {
        output.requireSecretToBePrinted();
        Expiry expiry = expires == null ? new Expiry.Standard() : Expiry.parse(expires, ZoneOffset.UTC);
        CreatedToken created = tokens.get()
                .createToken
                .create(
                        OPERATOR,
                        new NewToken(
                                Email.parse(owner),
                                TokenName.parse(name),
                                note == null ? TokenNote.none() : TokenNote.parse(note),
                                expiry,
                                new TokenRestrictions(narrowing(permissions), networks(networks))));
        output.print(
                recordOf(created.token(), created.secret().reveal()),
                quiet
                        ? ""
                        : "Created token " + created.token().id() + " for " + owner + ", "
                                + created.token()
                                        .expiresAt()
                                        .map(end -> "which expires at " + end)
                                        .orElse("which never expires")
                                + ". This is its secret; you won't be able to see it again:",
                "The token is there all the same: end it with keyfob token revoke "
                        + created.token().id() + " and create another.",
                created.secret().reveal());
        return ExitCode.DONE;
    }

    @Command(
            description = "List tokens, the newest first.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {
                "  keyfob token list --owner alice@example.com",
                "  keyfob token list --expiring 14d",
                "  keyfob token list --unused 90d -o csv"
            })
    int list(
            @Option(names = "--owner", paramLabel = "EMAIL", description = "Only this user's.") String owner,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            completionCandidates = Candidates.TokenStates.class,
                            description = "Only those that are active, suspended, expired or revoked; repeatable.")
                    List<String> states,
            @Option(names = "--search", paramLabel = "TEXT", description = "Only those whose name contains this.")
                    String search,
            @Option(
                            names = "--expiring",
                            paramLabel = "DAYS",
                            description =
                                    "Only active and suspended ones that expire within so many days, such as" + " 14d.")
                    String expiring,
            @Option(
                            names = "--unused",
                            paramLabel = "DAYS",
                            description = "Only those neither used nor created for so many days, such as 90d.")
                    String unused,
            @Option(names = "--never-used", description = "Only those that were never used.") boolean neverUsed,
            @Mixin OutputOption output) {
        TokenFilter filter = TokenFilter.everything();
        if (owner != null) {
            filter = filter.and(TokenFilter.ownedBy(
                    users.get().showUser.show(OPERATOR, Email.parse(owner)).id()));
        }
        if (states != null) {
            filter = filter.and(tokens.get().listTokens.inState(OPERATOR, statesIn(states)));
        }
        if (search != null) {
            filter = filter.and(TokenFilter.nameLike(search));
        }
        if (expiring != null) {
            filter = filter.and(tokens.get().listTokens.inState(OPERATOR, LIVING))
                    .and(TokenFilter.expiringWithin(days(expiring), clock.get().instant()));
        }
        if (unused != null) {
            filter = filter.and(new TokenFilter.IdleSince(clock.get().instant().minus(days(unused))));
        }
        if (neverUsed) {
            filter = filter.and(new TokenFilter.NeverUsed());
        }
        TokenRecords records = TokenRecords.of(tokens.get().showToken, users.get().showUser, clock.get());
        Optional<Cursor> after = Optional.empty();
        do {
            Page<AccessToken> page = tokens.get()
                    .listTokens
                    .list(OPERATOR, filter, TokenOrder.NEWEST_FIRST, PageRequest.of(PageRequest.LARGEST, after));
            page.items().forEach(records::add);
            after = page.next();
        } while (after.isPresent());
        output.print(records.table());
        return ExitCode.DONE;
    }

    @Command(
            description = "Show one token, how often it was used in the last 30 days, and from where.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob token show ID"})
    int show(
            @Parameters(paramLabel = "ID", description = "The token's id, or its beginning.") String id,
            @Mixin OutputOption output) {
        TokenRecords records = TokenRecords.withUses(tokens.get().showToken, users.get().showUser, clock.get());
        records.add(tokens.get().showToken.show(OPERATOR, idOf(id)));
        output.printOne(records.table());
        return ExitCode.DONE;
    }

    @Command(
            description =
                    "Change a token's name, note, expiry, permissions or networks, within the policy. Its secret stays.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {
                "  keyfob token edit ID --name \"Build server 2\" --expires 30d",
                "  keyfob token edit ID --network 10.0.0.0/8"
            })
    int edit(
            @Parameters(paramLabel = "ID", description = "The token's id, or its beginning.") String id,
            @Option(names = "--name", paramLabel = "NAME", description = "Its new name.") String name,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            description = "What people should know about it, up to 500 characters. An empty text takes"
                                    + " the note back.")
                    String note,
            @Option(
                            names = "--expires",
                            paramLabel = "WHEN",
                            description = "30d from now, a date, a time, or never; counted from its creation, it lives"
                                    + " no longer than the policy allows.")
                    String expires,
            @Option(
                            names = "--permission",
                            paramLabel = "PERMISSION",
                            description = "Narrow it to this permission; repeatable. The word all takes that back.")
                    List<String> permissions,
            @Option(
                            names = "--network",
                            paramLabel = "CIDR",
                            description = "Usable from there alone; repeatable. The word any takes that back.")
                    List<String> networks) {
        if (name == null && note == null && expires == null && permissions == null && networks == null) {
            throw new ParameterException(
                    spec.commandLine(), "Say what to change: --name, --note, --expires, --permission or --network.");
        }
        TokenEdit edit = new TokenEdit(
                Optional.ofNullable(name).map(TokenName::parse),
                Optional.ofNullable(expires).map(text -> Expiry.parse(text, ZoneOffset.UTC)),
                Optional.ofNullable(permissions)
                        .map(names -> names.equals(List.of("all")) ? Narrowing.none() : narrowing(names)),
                Optional.ofNullable(networks)
                        .map(words -> words.equals(List.of("any")) ? Networks.any() : networks(words)),
                Optional.ofNullable(note).map(TokenNote::parse));
        tokens.get().editToken.edit(OPERATOR, idOf(id), edit);
        terminal.err().println("Changed token " + id + ".");
        return ExitCode.DONE;
    }

    @Command(
            description = "Give a token another secret, which is printed once. The old one works until the new one is"
                    + " first used, or the overlap ends.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob token rotate ID --overlap 24h --quiet > new-token.txt"})
    int rotate(
            @Parameters(paramLabel = "ID", description = "The token's id, or its beginning.") String id,
            @Option(
                            names = "--overlap",
                            paramLabel = "TIME",
                            description = "How long the old secret works beside an unused new one: 30m, 24h, 7d, or 0"
                                    + " to stop it at once. Default: as the policy says, 24h.")
                    String overlap,
            @Option(names = "--replace", description = "Give up a new secret that was made earlier and not used yet.")
                    boolean replace,
            @Option(
                            names = {"-q", "--quiet"},
                            description = "Print the secret and nothing else.")
                    boolean quiet,
            @Mixin SecretOutputOption output) {
        output.requireSecretToBePrinted();
        RotationOptions wanted =
                new RotationOptions(Optional.ofNullable(overlap).map(Overlap::parse), Optional.empty(), replace);
        RotatedToken rotated = tokens.get().rotateToken.rotate(OPERATOR, idOf(id), wanted);
        output.print(
                recordOf(rotated.token(), rotated.secret().reveal()),
                quiet
                        ? ""
                        : "Rotated token " + rotated.token().id()
                                + ". Its old secret works until the new one is first used, and not beyond "
                                + rotated.oldWorksUntil()
                                + ". This is the new one; you won't be able to see it again:",
                "It waits to be used all the same: make another in its place with keyfob token rotate --replace "
                        + rotated.token().id() + ".",
                rotated.secret().reveal());
        return ExitCode.DONE;
    }

    @Command(
            description = "Let tokens rest: they are refused until they are resumed, and keep name and secret.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob token suspend ID"})
    int suspend(
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of tokens, or their beginnings.")
                    List<String> ids) {
        return each(ids, "Suspended", id -> tokens.get().suspendToken.suspend(OPERATOR, id));
    }

    @Command(
            description = "Let suspended tokens work again.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob token resume ID"})
    int resume(
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of tokens, or their beginnings.")
                    List<String> ids) {
        return each(ids, "Resumed", id -> tokens.get().resumeToken.resume(OPERATOR, id));
    }

    @Command(
            description = "End tokens at once and for good: those with these ids, all of one owner, or all there are.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob token revoke ID", "  keyfob token revoke --owner alice@example.com --dry-run"})
    int revoke(
            @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids of tokens, or their beginnings.")
                    List<String> ids,
            @Option(names = "--owner", paramLabel = "EMAIL", description = "All tokens of this user.") String owner,
            @Option(names = "--all", description = "Every token of everyone: the emergency brake.") boolean all,
            @Option(names = "--dry-run", description = "With --owner or --all: only say how many there are.")
                    boolean dryRun,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do not ask.")
                    boolean yes) {
        boolean named = ids != null && !ids.isEmpty();
        if (Stream.of(named, owner != null, all).filter(given -> given).count() != 1 || named && dryRun) {
            throw new ParameterException(
                    spec.commandLine(), "Give the ids of tokens, or --owner EMAIL, or --all; one of the three.");
        }
        if (!named) {
            return revokeMany(Optional.ofNullable(owner).map(Email::parse), dryRun, yes);
        }
        if (ids.size() > 1
                && !yes
                && terminal.isInteractive()
                && !Confirmation.given(terminal, "Revoke " + ids.size() + " tokens?")) {
            return ExitCode.REFUSED;
        }
        return each(ids, "Revoked", id -> tokens.get().revokeToken.revoke(OPERATOR, id));
    }

    @Command(
            description = "Remove the records of tokens that ended long ago, revoked or expired. What they did stays in"
                    + " the audit log.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob token purge --older-than 90d --dry-run"})
    int purge(
            @Option(
                            names = "--older-than",
                            paramLabel = "DAYS",
                            required = true,
                            description = "Of tokens that ended more than so many days ago, such as 90d.")
                    String olderThan,
            @Option(names = "--dry-run", description = "Only say how many there are.") boolean dryRun,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do not ask.")
                    boolean yes) {
        Duration endedFor = days(olderThan);
        long count = tokens.get().purgeTokens.count(OPERATOR, endedFor);
        if (dryRun || count == 0) {
            terminal.err().println(Count.of(count, "token") + " ended more than " + olderThan + " ago.");
            return ExitCode.DONE;
        }
        if (!yes && !Confirmation.given(terminal, "Remove the records of " + Count.of(count, "token") + " for good?")) {
            terminal.err()
                    .println("keyfob: This removes the records of " + Count.of(count, "token")
                            + ". Add --yes to do it.");
            return ExitCode.REFUSED;
        }
        long removed;
        try (Progress progress = new Progress(terminal, count)) {
            removed = tokens.get().purgeTokens.purge(OPERATOR, endedFor, progress);
        }
        terminal.err().println("Removed " + Count.of(removed, "token") + ".");
        return ExitCode.DONE;
    }

    // One id that names nothing does not keep the others from being dealt with.
    private int each(List<String> ids, String done, Consumer<TokenId> work) {
        List<TokenId> tokens = ids.stream().map(this::idOf).distinct().toList();
        List<TokenId> unknown =
                tokens.stream().filter(token -> !isDone(token, work)).toList();
        int dealtWith = tokens.size() - unknown.size();
        if (dealtWith > 0) {
            terminal.err().println(done + " " + Count.of(dealtWith, "token") + ".");
        }
        unknown.forEach(token -> terminal.err().println("keyfob: There is no token " + token + "."));
        return unknown.isEmpty() ? ExitCode.DONE : ExitCode.NOT_FOUND;
    }

    private static boolean isDone(TokenId token, Consumer<TokenId> work) {
        try {
            work.accept(token);
            return true;
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.TOKEN_NOT_FOUND) {
                throw refusal;
            }
            return false;
        }
    }

    @Command(
            description = "Say whether a token is good and what it may do, and exactly why not. The secret is read from"
                    + " standard input, or asked for. Exit code 4 where the answer is no.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {
                "  keyfob token verify --permission recipe:view < token.txt",
                "  keyfob token verify --address 203.0.113.7 < token.txt"
            })
    int verify(
            @Option(names = "--permission", paramLabel = "PERMISSION", description = "May it do this? Repeatable.")
                    List<String> permissions,
            @Option(
                            names = "--address",
                            paramLabel = "ADDRESS",
                            description =
                                    "As if it came from this IP address: is that within the token's networks, and do too"
                                            + " many wrong tokens come from there?")
                    String address,
            @Mixin OutputOption output) {
        Optional<Place.Address> place = Optional.ofNullable(address).map(Place.Address::parse);
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
        Optional<Explanation> there = place.map(from -> verifyToken.explainAt(OPERATOR, from, presented, asked));
        Verification verification =
                there.map(Explanation::verification).orElseGet(() -> verifyToken.explain(OPERATOR, presented, asked));

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
                        + decision.denial().orElseThrow().code())
                .toList());
        there.ifPresent(explained -> {
            columns.add("rate_limited");
            cells.add(explained.isRateLimited());
        });
        RecordTable table = new RecordTable(columns.toArray(String[]::new));
        table.add(cells.toArray());
        output.printOne(table);
        return verification.isAllowed() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private int revokeMany(Optional<Email> owner, boolean dryRun, boolean yes) {
        TokenFilter filter = tokens.get().listTokens.inState(OPERATOR, UNREVOKED);
        if (owner.isPresent()) {
            filter = filter.and(TokenFilter.ownedBy(
                    users.get().showUser.show(OPERATOR, owner.get()).id()));
        }
        long count = tokens.get().listTokens.count(OPERATOR, filter);
        String what =
                Count.of(count, "token") + " of " + owner.map(Email::toString).orElse("everyone");
        if (dryRun) {
            terminal.err().println("This would revoke " + what + ".");
            return ExitCode.DONE;
        }
        if (!yes && !terminal.isInteractive()) {
            terminal.err().println("keyfob: This revokes " + what + ". Add --yes to do it.");
            return ExitCode.REFUSED;
        }
        if (!yes && !Confirmation.given(terminal, "Revoke " + what + "?")) {
            return ExitCode.REFUSED;
        }
        int revoked = owner.map(email -> tokens.get().revokeToken.revokeAllOf(OPERATOR, email))
                .orElseGet(() -> tokens.get().revokeToken.revokeAll(OPERATOR));
        terminal.err()
                .println("Revoked " + Count.of(revoked, "token") + " of "
                        + owner.map(Email::toString).orElse("everyone") + ".");
        return ExitCode.DONE;
    }

    private RecordTable recordOf(AccessToken token, String secret) {
        return TokenRecords.withSecret(tokens.get().showToken, users.get().showUser, clock.get(), token, secret);
    }

    private TokenId idOf(String typed) {
        return tokens.get().findTokens.idOf(OPERATOR, typed);
    }

    private EnumSet<TokenState> statesIn(List<String> typed) {
        EnumSet<TokenState> states = EnumSet.noneOf(TokenState.class);
        for (String word : typed) {
            states.add(EnumSet.allOf(TokenState.class).stream()
                    .filter(state -> state.code().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "A state is active, suspended, expired or revoked, not '" + word + "'.")));
        }
        return states;
    }

    private Duration days(String typed) {
        if (!typed.matches("[1-9][0-9]{0,4}d")) {
            throw new ParameterException(
                    spec.commandLine(), "Give a number of days from 1d on, such as 90d, not '" + typed + "'.");
        }
        return Duration.ofDays(Long.parseLong(typed.substring(0, typed.length() - 1)));
    }

    private static Narrowing narrowing(List<String> permissions) {
        return permissions == null
                ? Narrowing.none()
                : Narrowing.to(permissions.stream().map(Permission::parse).toList());
    }

    private static Networks networks(List<String> words) {
        return words == null ? Networks.any() : Networks.parse(String.join(" ", words));
    }
}
