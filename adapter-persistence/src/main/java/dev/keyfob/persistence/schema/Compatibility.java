package dev.keyfob.persistence.schema;

/**
 * Which versions of Keyfob can run on a schema that is newer than theirs. Each migration since 23 says it by the beginning
 * of its file's name, which the database keeps as its description:
 * <ul>
 * <li>{@code V23__expand_...}: it only adds, so every version before can go on.
 * <li>{@code V25__contract_from_23_...}: it takes away what versions that know schema 23 do not use any more.
 * </ul>
 * Whatever says neither makes every version before stop at its start.
 */
final class Compatibility {

    private static final String EXPANDS = "expand ";
    private static final String CONTRACTS = "contract from ";

    private Compatibility() {}

    /** Can a program whose newest schema is {@code known} run on what the migration of that description made? */
    static boolean isRunnable(int known, String description) {
        if (description.startsWith(EXPANDS)) {
            return true;
        }
        if (!description.startsWith(CONTRACTS)) {
            return false;
        }
        int end = description.indexOf(' ', CONTRACTS.length());
        try {
            return end > 0 && Integer.parseInt(description.substring(CONTRACTS.length(), end)) <= known;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
