package dev.keyfob.web.api;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code ?state=&search=&sort=&limit=&cursor=}: which tokens, in which order, and how many of them at a time. */
record TokenQuery(TokenFilter filter, TokenOrder order, PageRequest page) {

    private static final Set<String> NAMES = Set.of("state", "search", "sort", "limit", "cursor");
    private static final int STANDARD_LIMIT = 50;
    private static final Map<String, TokenOrder> ORDERS = Map.of(
            "created_at", new TokenOrder(TokenOrder.Field.CREATED_AT, true),
            "-created_at", TokenOrder.NEWEST_FIRST,
            "expires_at", new TokenOrder(TokenOrder.Field.EXPIRES_AT, true),
            "-expires_at", new TokenOrder(TokenOrder.Field.EXPIRES_AT, false));

    static TokenQuery parse(Context ctx, Actor actor, ListTokens listTokens) {
        for (Map.Entry<String, List<String>> parameter : ctx.queryParamMap().entrySet()) {
            if (!NAMES.contains(parameter.getKey())) {
                throw unreadable(
                        "There is a parameter that is not known here. Use state, search, sort, limit, cursor.");
            }
            if (parameter.getValue().size() > 1) {
                throw unreadable("The parameter " + parameter.getKey() + " is there more than once.");
            }
        }
        TokenFilter filter = value(ctx, "state")
                .map(state -> listTokens.inState(actor, EnumSet.of(state(state))))
                .orElseGet(TokenFilter::everything);
        Optional<String> search = value(ctx, "search");
        if (search.isPresent()) {
            filter = filter.and(TokenFilter.nameLike(search.get()));
        }
        return new TokenQuery(
                filter,
                value(ctx, "sort").map(TokenQuery::order).orElse(TokenOrder.NEWEST_FIRST),
                new PageRequest(
                        value(ctx, "limit").map(TokenQuery::limit).orElse(STANDARD_LIMIT),
                        value(ctx, "cursor").map(Cursor::parse)));
    }

    /** The same question about the items after {@code cursor}. */
    static String next(Context ctx, Cursor cursor) {
        Map<String, String> parameters = new TreeMap<>();
        ctx.queryParamMap().forEach((name, values) -> parameters.put(name, values.get(0)));
        parameters.put("cursor", cursor.text());
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", ctx.path() + "?", ""));
    }

    private static Optional<String> value(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).filter(text -> !text.isEmpty());
    }

    private static TokenState state(String typed) {
        return EnumSet.allOf(TokenState.class).stream()
                .filter(state -> state.code().equals(typed))
                .findFirst()
                .orElseThrow(() -> unreadable("A state is active, suspended, expired or revoked."));
    }

    private static TokenOrder order(String typed) {
        return Optional.ofNullable(ORDERS.get(typed))
                .orElseThrow(() -> unreadable("Sort by created_at or expires_at; with - before it, the latest first."));
    }

    private static int limit(String typed) {
        if (!typed.matches("[0-9]{1,3}")
                || Integer.parseInt(typed) < 1
                || Integer.parseInt(typed) > PageRequest.LARGEST) {
            throw unreadable("A limit is a number from 1 to " + PageRequest.LARGEST + ".");
        }
        return Integer.parseInt(typed);
    }

    private static Refusal unreadable(String explanation) {
        return new Refusal(Reason.QUERY_UNREADABLE, explanation);
    }
}
