package dev.keyfob.cli.completion;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The kinds of values that the completion script does not contain. The running program lists them, or the shell itself.
 */
enum ValueKind {
    USERS,
    TOKENS,
    CLIENTS,
    WEBHOOKS,
    PICKUPS,
    PERMISSIONS,
    ROLES,
    /** Files and directories, which the shell lists. */
    FILES;

    /** Returns the name on the command line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ValueKind> of(CommandSpec command, ArgSpec value) {
        String group = command.parent() == null ? "" : command.parent().name();
        return switch (value.paramLabel()) {
            case "EMAIL" -> isNew(command, value) ? Optional.empty() : Optional.of(USERS);
            case "ID" -> ofId(group, command.name(), value);
            case "NAME" -> group.equals("client") && !isNew(command, value) ? Optional.of(CLIENTS) : Optional.empty();
            case "PERMISSION" -> Optional.of(PERMISSIONS);
            case "ROLE" -> Optional.of(ROLES);
            case "FILE", "PATH", "DIR" -> Optional.of(FILES);
            default -> Optional.empty();
        };
    }

    private static Optional<ValueKind> ofId(String group, String command, ArgSpec value) {
        return switch (group) {
            case "token" -> Optional.of(TOKENS);
            case "pickup" -> Optional.of(command.equals("withdraw") ? PICKUPS : TOKENS);
            case "webhook" ->
                command.equals("delivery") || command.equals("retry") ? Optional.empty() : Optional.of(WEBHOOKS);
            default -> Optional.empty();
        };
    }

    // A new record cannot have the name of an existing one.
    private static boolean isNew(CommandSpec command, ArgSpec value) {
        return !(value instanceof OptionSpec) && command.name().equals("add");
    }
}
