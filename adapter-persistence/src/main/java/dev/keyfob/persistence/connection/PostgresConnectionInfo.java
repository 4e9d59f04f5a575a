package dev.keyfob.persistence.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of a PostgreSQL database, and the user to connect as. The password is in a separate file or in the user's
 * {@code .pgpass}. It is never in the address, because addresses appear in process lists.
 *
 * <p>Only some of the driver's parameters are allowed. The others would undo settings that every connection needs
 * (timeouts, no stored values in messages), load classes, or be misspelled, which the driver ignores silently.
 */
public record PostgresConnectionInfo(String url, Optional<String> user, Optional<Path> passwordFile) {

    /** The allowed parameters, as the driver spells them. */
    public static final List<String> PARAMETERS = List.of(
            "user",
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "sslnegotiation",
            "channelBinding",
            "gssEncMode",
            "kerberosServerName",
            "jaasApplicationName",
            "currentSchema",
            "targetServerType",
            "hostRecheckSeconds",
            "loadBalanceHosts",
            "prepareThreshold");

    private static final Pattern FORM =
            Pattern.compile("jdbc:postgresql://[^\\s/?@]+/[^\\s?]+(?:\\?(?<parameters>\\S*))?");

    public PostgresConnectionInfo {
        if (!isUrl(url)) {
            throw new IllegalArgumentException("not the address of a PostgreSQL database");
        }
    }

    public static boolean isUrl(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && (form.group("parameters") == null || areAllowed(form.group("parameters")));
    }

    // Each at most once, because the driver takes the last of two.
    private static boolean areAllowed(String parameters) {
        List<String> names = Stream.of(parameters.split("&", -1))
                .map(parameter -> parameter.split("=", 2)[0])
                .toList();
        return PARAMETERS.containsAll(names) && names.stream().distinct().count() == names.size();
    }

    /** Returns the address without its parameters, for messages. */
    public String shown() {
        return url.split("\\?", 2)[0];
    }
}
