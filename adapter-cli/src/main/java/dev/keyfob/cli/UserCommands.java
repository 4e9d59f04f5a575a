package dev.keyfob.cli;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.user.PasswordLink;
import dev.keyfob.application.user.RemovedUser;
import dev.keyfob.application.user.UserEdit;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.text.SecretLine;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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

/** The {@code user} commands of the operator. */
@Command(
        name = "user",
        description = "Add, list, show, edit, disable, enable and remove users, set their passwords, and say which"
                + " roles they hold.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user add alice@example.com --invite", "  keyfob user list"})
final class UserCommands {

    private static final Actor OPERATOR = new Actor.Operator();

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Supplier<UserVerbs> usersOfNewData;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    UserCommands(
            Supplier<TokenVerbs> tokens,
            Supplier<UserVerbs> users,
            Supplier<UserVerbs> usersOfNewData,
            Terminal terminal) {
        this.tokens = tokens;
        this.users = users;
        this.usersOfNewData = usersOfNewData;
        this.terminal = terminal;
    }

    @Command(
            description =
                    "Create a local account. The password is read from standard input, or asked for twice; or it is"
                            + " left to the user, with --invite.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user add alice@example.com", "  keyfob user add bob@example.com --role admin --invite"})
    int add(
            @Parameters(paramLabel = "EMAIL", description = "How the user signs in.") String email,
            @Option(names = "--role", paramLabel = "ROLE", description = "A role to hold, such as admin; repeatable.")
                    List<String> roles,
            @Option(
                            names = "--invite",
                            description = "Ask for no password: print a link by which the user sets it, once, within 24"
                                    + " hours.")
                    boolean invite,
            @Mixin SecretOutputOption output) {
        if (invite) {
            output.requireSecretToBePrinted();
        }
        Email address = Email.parse(email);
        List<Role> held = parsed(roles);
        if (invite) {
            return shown(usersOfNewData.get().inviteUser.invite(OPERATOR, address, held), output);
        }
        Password password = Password.parse(newPassword(), address);
        User user = usersOfNewData.get().addUser.add(OPERATOR, address, held, password);
        RecordTable table = records();
        add(table, user, 0);
        output.printMade(table, "Added " + address + ".");
        warnAbout(usersOfNewData.get(), held);
        return ExitCode.DONE;
    }

    @Command(
            description = "Set a user's password: from standard input, or asked for twice. The user is signed out"
                    + " everywhere. With --link, the user sets it.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user password alice@example.com", "  keyfob user password alice@example.com --link"})
    int password(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(
                            names = "--link",
                            description = "Ask for no password: print a link by which the user sets it, once, within an"
                                    + " hour. If sign-in with passwords is off, the link itself signs in: for when an"
                                    + " identity provider is down.")
                    boolean link,
            @Mixin SecretOutputOption output) {
        if (link) {
            output.requireSecretToBePrinted();
        }
        Email address = Email.parse(email);
        if (link) {
            return shown(users.get().issuePasswordLink.issue(OPERATOR, address), output);
        }
        users.get().showUser.show(OPERATOR, address);
        Password password = Password.parse(newPassword(), address);
        int sessions = users.get().setPassword.set(OPERATOR, address, password);
        RecordTable table = new RecordTable("email", "ended_sessions");
        table.add(address.value(), sessions);
        output.printMade(
                table, "The password of " + address + " is set. " + Count.of(sessions, "session") + " stopped.");
        return ExitCode.DONE;
    }

    private int shown(PasswordLink link, SecretOutputOption output) {
        RecordTable table = new RecordTable("email", "link", "expires_at");
        table.add(link.user().email().value(), link.reveal(), link.expiresAt().toString());
        output.print(
                table,
                "The link for " + link.user().email() + " works once, until " + link.expiresAt()
                        + ". You won't be able to see it again:",
                "Make another: keyfob user password " + link.user().email() + " --link",
                link.reveal());
        return ExitCode.DONE;
    }

    @Command(
            description = "List users, the latest to join first.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user list", "  keyfob user list -o csv"})
    int list(@Mixin OutputOption output) {
        RecordTable table = records();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<User> page = users.get()
                    .listUsers
                    .list(OPERATOR, UserFilter.everyone(), PageRequest.of(PageRequest.LARGEST, after));
            page.items().forEach(user -> add(table, user));
            after = page.next();
        } while (after.isPresent());
        output.print(table);
        return ExitCode.DONE;
    }

    @Command(
            description = "Show one user.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user show alice@example.com"})
    int show(@Parameters(paramLabel = "EMAIL") String email, @Mixin OutputOption output) {
        RecordTable table = records();
        add(table, users.get().showUser.show(OPERATOR, Email.parse(email)));
        output.printOne(table);
        return ExitCode.DONE;
    }

    @Command(
            description = {
                "Change the name or the e-mail address of a user. Tokens, sessions and the id stay.",
                "The old address stays reserved until user free-email frees it: APIs may know the user by it."
            },
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user edit alice@example.com --name Alice"})
    int edit(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "What the user is called; empty for no name, or the identity provider's.")
                    String name,
            @Option(names = "--email", paramLabel = "NEW", description = "The new address, to sign in with.")
                    String newEmail) {
        if (name == null && newEmail == null) {
            throw new ParameterException(spec.commandLine(), "Give --name, --email or both.");
        }
        Email address = Email.parse(email);
        User user = users.get()
                .editUser
                .edit(
                        OPERATOR,
                        address,
                        new UserEdit(
                                Optional.ofNullable(name).map(DisplayName::parse),
                                Optional.ofNullable(newEmail).map(Email::parse)));
        terminal.err().println("Changed " + address + moved(address, user) + ".");
        return ExitCode.DONE;
    }

    private static String moved(Email before, User user) {
        return user.email().equals(before)
                ? ""
                : ", now " + user.email() + ". Nobody else can have " + before
                        + " until it is freed: keyfob user free-email " + before;
    }

    @Command(
            name = "free-email",
            description = "Free an address that an account had before, so that another can have it.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user free-email alice@example.com"})
    int freeEmail(@Parameters(paramLabel = "EMAIL") String email) {
        Email address = Email.parse(email);
        users.get().releaseReservedEmail.release(OPERATOR, address);
        terminal.err().println(address + " is free. Any account can have it now.");
        return ExitCode.DONE;
    }

    @Command(
            description = "List with which identities a user signs in.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user identities alice@example.com"})
    int identities(@Parameters(paramLabel = "EMAIL") String email, @Mixin OutputOption output) {
        RecordTable table = new RecordTable("issuer", "subject", "email", "linked_at");
        User user = users.get().showUser.show(OPERATOR, Email.parse(email));
        users.get()
                .listIdentities
                .listOf(OPERATOR, user.id())
                .forEach(linked -> table.add(
                        linked.identity().issuer(),
                        linked.identity().subject(),
                        linked.email().map(Email::value).orElse(null),
                        linked.linkedAt().toString()));
        output.print(table);
        return ExitCode.DONE;
    }

    @Command(
            description = {
                "Let a user sign in with an identity at a provider. Anyone with that identity can open the account.",
                "If a sign-in with it was refused, the audit log names its issuer and subject."
            },
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user link alice@example.com --issuer https://id.example.com --subject 4711"})
    int link(@Parameters(paramLabel = "EMAIL") String email, @Mixin IdentityOptions options) {
        Email address = Email.parse(email);
        Identity identity = options.identity();
        users.get().linkIdentity.linkFor(OPERATOR, address, identity);
        terminal.err().println(address + " signs in with " + identity + " from now on.");
        return ExitCode.DONE;
    }

    @Command(
            description = "Unlink an identity from a user who has another way to sign in.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user unlink alice@example.com --issuer https://id.example.com --subject 4711"})
    int unlink(@Parameters(paramLabel = "EMAIL") String email, @Mixin IdentityOptions options) {
        Email address = Email.parse(email);
        Identity identity = options.identity();
        users.get().unlinkIdentity.unlink(OPERATOR, address, identity);
        terminal.err().println(address + " does not sign in with " + identity + " any more.");
        return ExitCode.DONE;
    }

    @Command(
            description = "Show the roles that a user holds; with roles, set them in place of those held now.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user roles alice@example.com", "  keyfob user roles alice@example.com --add admin"})
    int roles(
            @Parameters(index = "0", paramLabel = "EMAIL") String email,
            @Parameters(
                            index = "1..*",
                            arity = "0..*",
                            paramLabel = "ROLE",
                            description = "All roles to hold from now on, such as admin.")
                    List<String> roles,
            @Option(names = "--add", paramLabel = "ROLE", description = "One role more; repeatable.")
                    List<String> added,
            @Option(names = "--remove", paramLabel = "ROLE", description = "One role fewer; repeatable.")
                    List<String> removed,
            @Option(names = "--none", description = "Take all roles away.") boolean none,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do it even where nobody is left who may manage tokens.")
                    boolean yes,
            @Mixin OutputOption output) {
        Email address = Email.parse(email);
        boolean isSet = roles != null;
        boolean isChanged = added != null || removed != null;
        if (Stream.of(isSet, isChanged, none).filter(given -> given).count() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "Give all roles to hold, or --add and --remove, or --none; one of the three.");
        }
        if (isSet || none) {
            return setRoles(address, RoleChange.to(parsed(roles)), yes);
        }
        if (isChanged) {
            return setRoles(address, RoleChange.by(parsed(added), parsed(removed)), yes);
        }
        User user = users.get().showUser.show(OPERATOR, address);
        RecordTable table = new RecordTable("email", "roles");
        table.add(user.email().value(), names(user));
        output.printOne(table);
        return ExitCode.DONE;
    }

    private int setRoles(Email address, RoleChange roles, boolean evenOfTheLast) {
        User user = evenOfTheLast
                ? users.get().setRoles.setEvenOfTheLast(OPERATOR, address, roles)
                : users.get().setRoles.set(OPERATOR, address, roles);
        terminal.err()
                .println(address
                        + (user.roles().isEmpty()
                                ? " holds no role."
                                : " holds " + String.join(" ", names(user)) + "."));
        warnAbout(users.get(), user.roles());
        return ExitCode.DONE;
    }

    @Command(
            description = {
                "Remove a user for good: account, password, identities, sessions, names and uses of tokens.",
                "The tokens stay known as revoked. The last enabled user who may manage tokens stays."
            },
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user remove alice@example.com"})
    int remove(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do not ask.")
                    boolean yes) {
        Email address = Email.parse(email);
        long active = activeTokensOf(users.get().showUser.show(OPERATOR, address));
        String what = address + " for good, with " + Count.of(active, "active token");
        if (!yes && !terminal.isInteractive()) {
            terminal.err().println("keyfob: This removes " + what + ". Add --yes to do it.");
            return ExitCode.REFUSED;
        }
        if (!yes && !Confirmation.given(terminal, "Remove " + what + "?")) {
            return ExitCode.REFUSED;
        }
        RemovedUser removed = users.get().removeUser.remove(OPERATOR, address);
        terminal.err()
                .println("Removed " + address + ": " + Count.of(removed.tokens(), "token") + " revoked and "
                        + Count.of(removed.sessions(), "session")
                        + " ended. Nobody else can have the address until it is freed: keyfob user free-email "
                        + address);
        return ExitCode.DONE;
    }

    @Command(
            description = "Disable an account: its sessions end and its tokens are refused from now on.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user disable alice@example.com"})
    int disable(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do not ask, and do it even where nobody is left who may manage tokens.")
                    boolean yes) {
        Email address = Email.parse(email);
        long tokens = activeTokensOf(users.get().showUser.show(OPERATOR, address));
        if (!yes
                && terminal.isInteractive()
                && !Confirmation.given(
                        terminal,
                        "Disable " + address + "? " + Count.of(tokens, "active token") + " will stop at once.")) {
            return ExitCode.REFUSED;
        }
        int sessions = yes
                ? users.get().disableUser.disableEvenTheLast(OPERATOR, address)
                : users.get().disableUser.disable(OPERATOR, address);
        terminal.err()
                .println("Disabled " + address + ": " + Count.of(tokens, "active token") + " and "
                        + Count.of(sessions, "session") + " stopped.");
        return ExitCode.DONE;
    }

    @Command(
            description = "Enable a disabled account again. Its earlier tokens are revoked, so they do not start"
                    + " working again.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob user enable alice@example.com"})
    int enable(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(names = "--keep-tokens", description = "Let its earlier tokens work again instead.")
                    boolean keepTokens) {
        Email address = Email.parse(email);
        if (keepTokens) {
            users.get().enableUser.enableWithTokens(OPERATOR, address);
        } else {
            users.get().enableUser.enable(OPERATOR, address);
        }
        terminal.err().println("Enabled " + address + ".");
        return ExitCode.DONE;
    }

    private long activeTokensOf(User user) {
        return tokens.get()
                .listTokens
                .count(
                        OPERATOR,
                        TokenFilter.ownedBy(user.id())
                                .and(tokens.get().listTokens.inState(OPERATOR, EnumSet.of(TokenState.ACTIVE))));
    }

    private String newPassword() {
        if (!terminal.isInteractive()) {
            return SecretLine.unwrapped(terminal.readAll());
        }
        terminal.err().println(Password.RULE);
        String password = terminal.readSecret("Password: ");
        if (!password.equals(terminal.readSecret("Again: "))) {
            throw new CommandFailed("The two were not the same. Nothing was done; try again.");
        }
        return password;
    }

    private void warnAbout(UserVerbs verbs, Collection<Role> held) {
        verbs.showCatalogue
                .warningAbout(OPERATOR, held)
                .ifPresent(warning -> terminal.err().println("keyfob: " + warning));
    }

    private static List<Role> parsed(@Nullable List<String> roles) {
        return roles == null ? List.of() : roles.stream().map(Role::parse).toList();
    }

    private static List<String> names(User user) {
        return user.roles().stream().map(Role::name).toList();
    }

    private static RecordTable records() {
        return new RecordTable("id", "email", "roles", "created_at", "disabled_at", "active_tokens", "name")
                .namedBy("email")
                .brief("email", "name", "roles", "active_tokens", "created_at", "disabled_at");
    }

    private void add(RecordTable table, User user) {
        add(table, user, activeTokensOf(user));
    }

    private static void add(RecordTable table, User user, long activeTokens) {
        table.add(
                user.id().toString(),
                user.email().value(),
                names(user),
                user.createdAt().toString(),
                user.disabledAt().map(Instant::toString).orElse(null),
                activeTokens,
                user.name().orElse(null));
    }
}
