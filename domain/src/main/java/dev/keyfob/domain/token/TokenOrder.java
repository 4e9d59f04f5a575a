package dev.keyfob.domain.token;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** In which order tokens are listed. Ties are broken by id, in the same direction. */
public record TokenOrder(Field field, boolean ascending) {

    public static final TokenOrder NEWEST_FIRST = new TokenOrder(Field.CREATED_AT, false);

    /**
     * By what tokens are ordered: names without regard to case, owners by their addresses. When ascending, tokens that
     * never expire come after all others, and tokens that were never used before all others.
     */
    public enum Field {
        NAME,
        OWNER,
        CREATED_AT,
        LAST_USED_AT,
        EXPIRES_AT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads what {@link #code} wrote. */
    public static Optional<TokenOrder> parse(String code) {
        boolean isAscending = !code.startsWith("-");
        String field = isAscending ? code : code.substring(1);
        return Stream.of(Field.values())
                .filter(each -> each.code().equals(field))
                .map(each -> new TokenOrder(each, isAscending))
                .findFirst();
    }

    /** The code of the field, with a minus before it when descending. */
    public String code() {
        return ascending ? field.code() : "-" + field.code();
    }
}
