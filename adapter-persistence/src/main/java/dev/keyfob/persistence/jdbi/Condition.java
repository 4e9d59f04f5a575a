package dev.keyfob.persistence.jdbi;

import dev.keyfob.domain.policy.ExpiryPolicy;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.TimeCondition;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.UserFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A filter as SQL. The text is made of fixed pieces, and values are always bound.
 *
 * <p>The result equals that of {@code matches} in memory, which does not have SQL's third truth value: a comparison
 * with a missing expiry is false, and its negation is true.
 */
final class Condition {

    /** The expiry of a token that never expires. It is later than any expiry that a token can have. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** {@link #NEVER} as SQL. */
    static final String NEVER_SQL = "timestamp with time zone '" + NEVER + "'";

    private final Map<String, Object> values = new LinkedHashMap<>();
    private String sql = "";

    private Condition() {}

    static Condition of(TokenFilter filter) {
        Condition condition = new Condition();
        condition.sql = condition.token(filter);
        return condition;
    }

    /** Returns a list of columns to select, instead of a condition: the number of rows that match each filter. */
    static Condition counting(List<TokenFilter> filters) {
        Condition counts = new Condition();
        counts.sql = filters.stream()
                .map(filter -> "count(*) filter (where " + counts.token(filter) + ")")
                .collect(Collectors.joining(", "));
        return counts;
    }

    static Condition of(UserFilter filter) {
        Condition condition = new Condition();
        condition.sql = condition.user(filter);
        return condition;
    }

    String sql() {
        return sql;
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        values.forEach(statement::bind);
        return statement;
    }

    private String token(TokenFilter filter) {
        if (filter instanceof TokenFilter.OwnedBy by) {
            return "owner_id = " + value(by.owner().value());
        }
        if (filter instanceof TokenFilter.WithId with) {
            return "id = " + value(with.id().value());
        }
        if (filter instanceof TokenFilter.IdBegins begins) {
            return "id between " + value(begins.beginning().lowest()) + " and "
                    + value(begins.beginning().highest());
        }
        if (filter instanceof TokenFilter.InState in) {
            return state(in);
        }
        if (filter instanceof TokenFilter.NameIs is) {
            return text(is.test(), "name", "folded_name");
        }
        if (filter instanceof TokenFilter.NoteIs is) {
            return text(is.test(), "note", "folded_note");
        }
        if (filter instanceof TokenFilter.HintIs is) {
            return "(" + text(is.test(), "hint", "hint") + " or (successor_hint is not null and "
                    + text(is.test(), "successor_hint", "successor_hint") + "))";
        }
        if (filter instanceof TokenFilter.CreatedAt created) {
            return time(created.test(), "created_at");
        }
        if (filter instanceof TokenFilter.ExpiresAt expires) {
            String compared = time(expires.test(), "expires_at");
            return expires.test().comparison() == TimeCondition.Comparison.NOT_EQUAL
                    ? "(expires_at is null or " + compared + ")"
                    : "(expires_at is not null and " + compared + ")";
        }
        if (filter instanceof TokenFilter.NeverUsed) {
            return "last_used_at is null";
        }
        if (filter instanceof TokenFilter.IdleSince idle) {
            return "coalesce(last_used_at, created_at) < " + value(idle.time());
        }
        if (filter instanceof TokenFilter.ReusedSince reused) {
            return "(reused_at is not null and reused_at >= " + value(reused.time()) + ")";
        }
        if (filter instanceof TokenFilter.EndsSooner ends) {
            return endUnder(ends.under()) + " < " + endUnder(ends.than());
        }
        if (filter instanceof TokenFilter.All all) {
            return joined(all.filters().stream().map(this::token).toList(), " and ", "true");
        }
        if (filter instanceof TokenFilter.Any any) {
            return joined(any.filters().stream().map(this::token).toList(), " or ", "false");
        }
        return "not (" + token(((TokenFilter.Not) filter).filter()) + ")";
    }

    private String user(UserFilter filter) {
        if (filter instanceof UserFilter.EmailIs is) {
            return text(is.test(), "email", "email");
        }
        if (filter instanceof UserFilter.TokenCountIs is) {
            return "(select count(*) from access_token t where t.owner_id = app_user.id and t.revoked_at is null)"
                    + " between " + value(is.least()) + " and " + value(is.most());
        }
        if (filter instanceof UserFilter.IsEnabled) {
            return "disabled_at is null";
        }
        if (filter instanceof UserFilter.HoldsRole holds) {
            return "position(" + value(" " + holds.role().name() + " ") + " in ' ' || roles || ' ') > 0";
        }
        if (filter instanceof UserFilter.All all) {
            return joined(all.filters().stream().map(this::user).toList(), " and ", "true");
        }
        if (filter instanceof UserFilter.Any any) {
            return joined(any.filters().stream().map(this::user).toList(), " or ", "false");
        }
        return "not (" + user(((UserFilter.Not) filter).filter()) + ")";
    }

    private String state(TokenFilter.InState in) {
        List<String> states = new ArrayList<>();
        for (TokenState state : in.states()) {
            states.add(
                    switch (state) {
                        case REVOKED -> "revoked_at is not null";
                        case EXPIRED -> "revoked_at is null and " + over(in);
                        case SUSPENDED -> "revoked_at is null and suspended_at is not null and not " + over(in);
                        case ACTIVE -> "revoked_at is null and suspended_at is null and not " + over(in);
                    });
        }
        return joined(states, " or ", "false");
    }

    // Computes the end under the policy, as TokenPolicy.endOf does. Each part is true or false, never null.
    private String over(TokenFilter.InState in) {
        Instant now = in.now();
        ExpiryPolicy expiry = in.policy().expiry();
        String tooOld = "created_at <= " + value(now.minus(expiry.longestLife()));
        List<String> causes = new ArrayList<>(List.of(
                "expires_at is not null and expires_at <= " + value(now),
                expiry.mayNeverExpire() ? "expires_at is not null and " + tooOld : tooOld));
        in.policy()
                .idleLimit()
                .ifPresent(limit -> causes.add("coalesce(last_used_at, created_at) <= " + value(now.minus(limit))));
        return joined(causes, " or ", "false");
    }

    /**
     * Returns the SQL for the end of a token under that policy, like {@code TokenPolicy.endOf}. It is {@link #NEVER} if
     * the token does not end.
     */
    static String endUnder(TokenPolicy policy) {
        ExpiryPolicy expiry = policy.expiry();
        String byLife = "created_at" + plus(expiry.longestLife());
        List<String> ends = new ArrayList<>(List.of(
                "coalesce(expires_at, " + NEVER_SQL + ")",
                expiry.mayNeverExpire()
                        ? "case when expires_at is null then " + NEVER_SQL + " else " + byLife + " end"
                        : byLife));
        policy.idleLimit().ifPresent(limit -> ends.add("coalesce(last_used_at, created_at)" + plus(limit)));
        return "least(" + String.join(", ", ends) + ")";
    }

    private static String plus(Duration time) {
        return " + interval '" + time.toSeconds() + "' second";
    }

    private String text(TextCondition test, String column, String foldedColumn) {
        if (test instanceof TextCondition.OneOf of) {
            return joined(
                    of.texts().stream()
                            .map(text -> column + " = " + value(text))
                            .toList(),
                    " or ",
                    "false");
        }
        if (test instanceof TextCondition.Contains contains) {
            return like(column, "%" + escaped(contains.text()) + "%");
        }
        if (test instanceof TextCondition.StartsWith starts) {
            return like(column, escaped(starts.text()) + "%");
        }
        if (test instanceof TextCondition.EndsWith ends) {
            return like(column, "%" + escaped(ends.text()));
        }
        return like(foldedColumn, "%" + escaped(((TextCondition.ContainsFolded) test).text()) + "%");
    }

    private String like(String column, String pattern) {
        return column + " like " + value(pattern) + " escape '!'";
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private String time(TimeCondition test, String column) {
        String operator = switch (test.comparison()) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " <> ";
            case AFTER -> " > ";
            case NOT_BEFORE -> " >= ";
            case BEFORE -> " < ";
            case NOT_AFTER -> " <= ";
        };
        return column + operator + value(test.bound());
    }

    private static String joined(List<String> parts, String word, String ofNone) {
        return parts.isEmpty()
                ? ofNone
                : parts.stream().map(part -> "(" + part + ")").collect(Collectors.joining(word, "(", ")"));
    }

    private String value(Object value) {
        String name = "f" + values.size();
        values.put(name, value);
        return ":" + name;
    }
}
