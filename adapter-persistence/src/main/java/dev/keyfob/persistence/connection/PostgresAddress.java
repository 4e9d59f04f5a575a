package dev.keyfob.persistence.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a PostgreSQL database is, and who asks it. The password is in a file of its own, or in the user's
 * {@code .pgpass}; never in the address, which ends up in process lists.
 *
 * <p>Of the driver's parameters some may follow. The others would undo what every connection needs (limits of time, no
 * stored values in messages), load classes, or be a name that the driver does not know and passes over in silence.
 */
public record PostgresAddress(String url, Optional<String> user, Optional<Path> passwordFile) {

    /** The parameters that may follow, as the driver writes them. */
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

    public PostgresAddress {
        if (!isUrl(url)) {
            throw new IllegalArgumentException("not the address of a PostgreSQL database");
        }
    }

    public static boolean isUrl(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && (form.group("parameters") == null || areAllowed(form.group("parameters")));
    }

    // Each once: of two the driver takes the last.
    private static boolean areAllowed(String parameters) {
        List<String> names = Stream.of(parameters.split("&", -1))
                .map(parameter -> parameter.split("=", 2)[0])
                .toList();
        return PARAMETERS.containsAll(names) && names.stream().distinct().count() == names.size();
    }

    /** Without its parameters, to be shown. */
    public String shown() {
        return url.split("\\?", 2)[0];
    }
}
