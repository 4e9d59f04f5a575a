package dev.keyfob.web.graphql;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.TimeCondition;
import dev.keyfob.domain.token.TimeCondition.Comparison;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenTimes;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserOrder;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the arguments of lists: filter, order, page size and cursor. */
final class GraphQlArguments {

    private GraphQlArguments() {}

    /** Returns an argument that the schema requires. */
    static <T> T required(DataFetchingEnvironment asked, String name) {
        return Objects.requireNonNull(asked.<T>getArgument(name), name);
    }

    /** Returns the argument, or {@code otherwise} if it is missing or null, which GraphQL allows. */
    static <T> T given(DataFetchingEnvironment asked, String name, T otherwise) {
        T value = asked.getArgument(name);
        return value == null ? otherwise : value;
    }

    static PageRequest page(DataFetchingEnvironment asked) {
        int first = given(asked, "first", PageRequest.LARGEST);
        if (first < 1 || first > PageRequest.LARGEST) {
            throw RequestRefused.input("The argument first is a number from 1 to " + PageRequest.LARGEST + ".");
        }
        return new PageRequest(
                first, Optional.ofNullable(asked.<String>getArgument("after")).map(Cursor::parse));
    }

    static TokenOrder tokenOrder(DataFetchingEnvironment asked) {
        return order(asked)
                .map(order -> new TokenOrder(
                        switch (String.valueOf(order.get("field"))) {
                            case "EXPIRES_AT" -> TokenOrder.Field.EXPIRES_AT;
                            case "DESCRIPTION" -> TokenOrder.Field.NAME;
                            case "LAST_USED" -> TokenOrder.Field.LAST_USED_AT;
                            default -> TokenOrder.Field.CREATED_AT;
                        },
                        isAscending(order)))
                .orElse(TokenOrder.NEWEST_FIRST);
    }

    static UserOrder userOrder(DataFetchingEnvironment asked) {
        return order(asked)
                .map(order -> new UserOrder(
                        switch (String.valueOf(order.get("field"))) {
                            case "EMAIL" -> UserOrder.Field.EMAIL;
                            case "USERNAME" -> UserOrder.Field.USERNAME;
                            case "ROLE" -> UserOrder.Field.ROLE;
                            default -> UserOrder.Field.LAST_ACTIVE;
                        },
                        isAscending(order)))
                .orElse(UserOrder.LATEST_FIRST);
    }

    private static Optional<Map<String, Object>> order(DataFetchingEnvironment asked) {
        List<Map<String, Object>> orders = given(asked, "orderBy", List.of());
        if (orders.size() > 1) {
            throw RequestRefused.input("The argument orderBy takes one order.");
        }
        return orders.stream().findFirst();
    }

    private static boolean isAscending(Map<String, Object> order) {
        return !"DESC".equals(order.get("direction"));
    }

    static TokenFilter tokens(Map<String, Object> where, Instant now) {
        List<TokenFilter> all = new ArrayList<>();
        where.forEach((member, value) -> {
            if (value == null) {
                return;
            }
            switch (member) {
                case "description" ->
                    all.add(text(object(value), TokenFilter.NameIs::new, TokenFilter.Not::new, TokenFilter.All::new));
                case "note" ->
                    all.add(text(object(value), TokenFilter.NoteIs::new, TokenFilter.Not::new, TokenFilter.All::new));
                case "created" -> all.add(times(object(value), TokenFilter.CreatedAt::new));
                case "expiresAt" -> all.add(times(object(value), TokenFilter.ExpiresAt::new));
                case "unusedForDays" -> all.add(TokenTimes.unused(String.valueOf(value), now));
                case "neverUsed" ->
                    all.add(
                            Boolean.TRUE.equals(value)
                                    ? new TokenFilter.NeverUsed()
                                    : new TokenFilter.Not(new TokenFilter.NeverUsed()));
                case "_and" -> all.add(new TokenFilter.All(list(value, each -> tokens(each, now))));
                case "_or" -> all.add(new TokenFilter.Any(list(value, each -> tokens(each, now))));
                default -> all.add(new TokenFilter.Not(tokens(object(value), now)));
            }
        });
        return new TokenFilter.All(all);
    }

    static UserFilter users(Map<String, Object> where) {
        List<UserFilter> all = new ArrayList<>();
        where.forEach((member, value) -> {
            if (value == null) {
                return;
            }
            switch (member) {
                case "email" ->
                    all.add(text(object(value), UserFilter.EmailIs::new, UserFilter.Not::new, UserFilter.All::new));
                case "tokenCount" -> all.add(tokenCount(object(value)));
                case "_and" -> all.add(new UserFilter.All(list(value, GraphQlArguments::users)));
                case "_or" -> all.add(new UserFilter.Any(list(value, GraphQlArguments::users)));
                default -> all.add(new UserFilter.Not(users(object(value))));
            }
        });
        return new UserFilter.All(all);
    }

    private static UserFilter tokenCount(Map<String, Object> tests) {
        List<UserFilter> filters = new ArrayList<>();
        tests.forEach((operator, value) -> {
            if (!(value instanceof Integer number)) {
                throw RequestRefused.input("The operator " + operator + " takes a number.");
            }
            long bound = number;
            filters.add(
                    switch (operator) {
                        case "_eq" -> new UserFilter.TokenCountIs(bound, bound);
                        case "_neq" -> new UserFilter.Not(new UserFilter.TokenCountIs(bound, bound));
                        case "_gt" -> new UserFilter.TokenCountIs(bound + 1, Long.MAX_VALUE);
                        case "_gte" -> new UserFilter.TokenCountIs(bound, Long.MAX_VALUE);
                        case "_lt" -> new UserFilter.TokenCountIs(Long.MIN_VALUE, bound - 1);
                        default -> new UserFilter.TokenCountIs(Long.MIN_VALUE, bound);
                    });
        });
        return new UserFilter.All(filters);
    }

    private static <F> F text(
            Map<String, Object> tests, Function<TextCondition, F> is, Function<F, F> not, Function<List<F>, F> all) {
        List<F> filters = new ArrayList<>();
        tests.forEach((operator, value) -> filters.add(
                switch (operator) {
                    case "_eq" -> is.apply(new TextCondition.OneOf(Set.of(text(value))));
                    case "_neq" -> not.apply(is.apply(new TextCondition.OneOf(Set.of(text(value)))));
                    case "_in" -> is.apply(oneOf(value));
                    case "_nin" -> not.apply(is.apply(oneOf(value)));
                    case "_contains" -> is.apply(new TextCondition.Contains(text(value)));
                    case "_startsWith" -> is.apply(new TextCondition.StartsWith(text(value)));
                    case "_endsWith" -> is.apply(new TextCondition.EndsWith(text(value)));
                    case "_icontains" -> is.apply(new TextCondition.ContainsFolded(text(value)));
                    // Names of tokens and addresses of users are never null.
                    default -> Boolean.TRUE.equals(value) ? not.apply(all.apply(List.of())) : all.apply(List.of());
                }));
        return all.apply(filters);
    }

    private static TokenFilter times(Map<String, Object> tests, Function<TimeCondition, TokenFilter> is) {
        List<TokenFilter> filters = new ArrayList<>();
        tests.forEach((operator, value) -> {
            if (!(value instanceof OffsetDateTime time)) {
                throw RequestRefused.input("The operator " + operator + " takes a time.");
            }
            filters.add(is.apply(new TimeCondition(comparison(operator), time.toInstant())));
        });
        return new TokenFilter.All(filters);
    }

    private static Comparison comparison(String operator) {
        return switch (operator) {
            case "_eq" -> Comparison.EQUAL;
            case "_neq" -> Comparison.NOT_EQUAL;
            case "_gt" -> Comparison.AFTER;
            case "_gte" -> Comparison.NOT_BEFORE;
            case "_lt" -> Comparison.BEFORE;
            default -> Comparison.NOT_AFTER;
        };
    }

    private static TextCondition oneOf(Object value) {
        if (!(value instanceof List<?> texts)) {
            throw RequestRefused.input("A list of texts was expected.");
        }
        return new TextCondition.OneOf(
                new LinkedHashSet<>(texts.stream().map(GraphQlArguments::text).toList()));
    }

    private static String text(Object value) {
        if (!(value instanceof String text)) {
            throw RequestRefused.input("A text was expected. To ask for what is missing, use _isNull.");
        }
        return text;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static <F> List<F> list(Object value, Function<Map<String, Object>, F> each) {
        return ((List<?>) value)
                .stream().map(GraphQlArguments::object).map(each).toList();
    }
}
