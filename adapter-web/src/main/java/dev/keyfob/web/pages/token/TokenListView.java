package dev.keyfob.web.pages.token;

import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenTimes;
import dev.keyfob.web.pages.Pager;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of tokens as a page shows it: a person's own tokens, or everyone's.
 *
 * @param path the path of the list; the pages of a token are below it
 * @param query the query that links to this page of the list, with its question mark
 * @param error why nothing could be listed; empty if there was no error
 */
public record TokenListView(
        String path,
        boolean isEveryones,
        String error,
        Form form,
        List<Column> columns,
        List<Row> rows,
        String query,
        List<Kept> kept,
        String csrfToken,
        Pager pager) {

    /**
     * A token, its owner if an administrator sees the list, and whether the visitor may resume it if it is suspended.
     */
    public record Row(TokenRow token, String owner, String ownerId, boolean isOwnerDisabled, boolean mayResume) {}

    /** A parameter of the list that a form sends along. */
    public record Kept(String name, String value) {}

    /** The values of the search form. */
    public record Form(
            String search,
            String owner,
            List<Choice> states,
            List<Choice> expiring,
            List<Choice> unused,
            List<Choice> reused,
            List<Choice> orders,
            boolean isNarrow) {}

    public record Choice(String value, String words, boolean isChosen) {}

    /** The head of a column: its link, and how the list is sorted by it, as a value of {@code aria-sort}. */
    public record Column(
            String label, String link, @Nullable String sort) {

        public boolean isSortable() {
            return !link.isEmpty();
        }
    }

    /** Returns a message about the tokens that were deleted just now. Empty if none were. */
    static String deleted(Context ctx) {
        String number = ctx.queryParam("deleted");
        if (number == null) {
            return "";
        }
        return switch (number) {
            case "", "1" -> "The token was deleted (revoked). Nothing can use it any more.";
            case "0" -> "Nothing was deleted: the tokens were deleted before.";
            default -> "The tokens were deleted (revoked). Nothing can use them any more.";
        };
    }

    static Form form(TokenListPageParameters asked) {
        return new Form(
                asked.search(),
                asked.owner(),
                choices(
                        asked.state(),
                        "",
                        "Active, suspended, expired",
                        "active",
                        "Active",
                        "suspended",
                        "Suspended",
                        "expired",
                        "Expired",
                        "revoked",
                        "Revoked",
                        "all",
                        "All"),
                days(asked.expiring(), "Within", "", "Any time"),
                days(asked.unused(), "Not for", "", "Any time", TokenTimes.NEVER, "Never"),
                asked.reused().isEmpty() ? List.of() : days(asked.reused(), "In the last", "", "Any time or never"),
                orders(asked.order().code()),
                asked.address().isNarrow());
    }

    static List<Column> columns(TokenListPageParameters asked, boolean isEveryones) {
        List<Column> columns = new ArrayList<>();
        columns.add(column(asked, "Description", TokenOrder.Field.NAME));
        if (isEveryones) {
            columns.add(column(asked, "Owner", TokenOrder.Field.OWNER));
        }
        columns.add(column(asked, "Created", TokenOrder.Field.CREATED_AT));
        columns.add(column(asked, "Last used", TokenOrder.Field.LAST_USED_AT));
        columns.add(column(asked, "Expires", TokenOrder.Field.EXPIRES_AT));
        columns.add(new Column("State", "", null));
        return List.copyOf(columns);
    }

    private static Column column(TokenListPageParameters asked, String label, TokenOrder.Field field) {
        boolean isSorted = asked.order().field() == field;
        boolean isAscending = isSorted && asked.order().ascending();
        return new Column(
                label,
                asked.address().first(TokenListPageParameters.SORT, new TokenOrder(field, !isAscending).code()),
                isSorted ? (isAscending ? "ascending" : "descending") : null);
    }

    private static List<Choice> days(String chosen, String word, String... others) {
        List<String> choices = new ArrayList<>(List.of(others));
        Stream.of("7", "14", "30", "90", "180").forEach(days -> {
            choices.add(days);
            choices.add(word + " " + days + " days");
        });
        if (!choices.contains(chosen)) {
            choices.add(chosen);
            choices.add(word + " " + chosen + " days");
        }
        return choices(chosen, choices.toArray(String[]::new));
    }

    // Column heads offer more orders than these. Such an order gets an option of its own, so that sending the form
    // keeps it.
    private static List<Choice> orders(String asked) {
        List<Choice> offered = choices(
                asked,
                TokenOrder.NEWEST_FIRST.code(),
                "Newest first",
                "created_at",
                "Oldest first",
                "name",
                "By name",
                "expires_at",
                "Expiring first",
                "last_used_at",
                "Least recently used first",
                "-last_used_at",
                "Most recently used first");
        return offered.stream().anyMatch(Choice::isChosen)
                ? offered
                : Stream.concat(offered.stream(), Stream.of(new Choice(asked, "As in the table", true)))
                        .toList();
    }

    private static List<Choice> choices(String chosen, String... valuesAndWords) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < valuesAndWords.length; i += 2) {
            choices.add(new Choice(valuesAndWords[i], valuesAndWords[i + 1], valuesAndWords[i].equals(chosen)));
        }
        return List.copyOf(choices);
    }
}
