package dev.keyfob.persistence.schema;

/**
 * Finds out which versions of Keyfob can run on a schema that is newer than theirs. Each migration since 23 declares
 * this at the beginning of its file name, which the database keeps as its description:
 * <ul>
 * <li>{@code V23__expand_...}: it only adds, so every earlier version can run on it.
 * <li>{@code V25__contract_from_23_...}: it removes what versions that know schema 23 do not use any more.
 * </ul>
 * With any other name, every earlier version refuses to start.
 */
final class Compatibility {

    private static final String EXPANDS = "expand ";
    private static final String CONTRACTS = "contract from ";

    private Compatibility() {}

    /**
     * Returns whether a program whose newest schema is {@code known} can run after the migration with that description.
     */
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
