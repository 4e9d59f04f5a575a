package dev.keyfob.domain.token;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The order of tokens in a list. Ties are broken by id, in the same direction. */
public record TokenOrder(Field field, boolean ascending) {

    public static final TokenOrder NEWEST_FIRST = new TokenOrder(Field.CREATED_AT, false);

    /**
     * The field to sort by. Names are compared without regard to case, owners by their addresses. In ascending order,
     * tokens that never expire come last, and tokens that were never used come first.
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

    /** Parses the form that {@link #code} returns. */
    public static Optional<TokenOrder> parse(String code) {
        boolean isAscending = !code.startsWith("-");
        String field = isAscending ? code : code.substring(1);
        return Stream.of(Field.values())
                .filter(each -> each.code().equals(field))
                .map(each -> new TokenOrder(each, isAscending))
                .findFirst();
    }

    /** Returns the code of the field, with a minus before it for descending order. */
    public String code() {
        return ascending ? field.code() : "-" + field.code();
    }
}
