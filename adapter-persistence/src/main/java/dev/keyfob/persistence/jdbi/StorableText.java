package dev.keyfob.persistence.jdbi;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Refuses texts that PostgreSQL cannot store: those with a NUL or half of a surrogate pair. Otherwise a search for one
 * would be reported as an outage.
 */
public final class StorableText {

    private StorableText() {}

    public static void registerWith(Jdbi jdbi) {
        jdbi.registerArgument(new AbstractArgumentFactory<String>(Types.VARCHAR) {
            @Override
            protected Argument build(String value, ConfigRegistry config) {
                if (value.indexOf('\0') >= 0
                        || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
                    throw new Refusal(
                            Reason.QUERY_UNREADABLE,
                            "The text holds a character that no name has, such as NUL. Leave it out.");
                }
                return (position, statement, context) -> statement.setString(position, value);
            }
        });
    }
}
