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
import dev.keyfob.domain.token.TokenTimes;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The query parameters of {@code GET /api/v1/tokens}: filter, order, page size and cursor. */
record TokenListParameters(TokenFilter filter, TokenOrder order, PageRequest page) {

    private static final Set<String> NAMES = Set.of("state", "expiring", "unused", "search", "sort", "limit", "cursor");
    private static final int STANDARD_LIMIT = 50;

    /** The only repeatable parameter: tokens in any of these states match. */
    private static final String STATE = "state";

    static TokenListParameters parse(Context ctx, Actor actor, ListTokens listTokens, Instant now) {
        for (Map.Entry<String, List<String>> parameter : ctx.queryParamMap().entrySet()) {
            if (!NAMES.contains(parameter.getKey())) {
                throw unreadable(
                        "There is a parameter that is not known here. Use state, expiring, unused, search, sort, limit,"
                                + " cursor.");
            }
            if (parameter.getValue().size() > 1 && !parameter.getKey().equals(STATE)) {
                throw unreadable("The parameter " + parameter.getKey() + " is there more than once.");
            }
        }
        Optional<String> expiring = value(ctx, "expiring");
        Set<TokenState> states = states(ctx, expiring.isPresent());
        TokenFilter filter = states.isEmpty() ? TokenFilter.everything() : listTokens.inState(actor, states);
        if (expiring.isPresent()) {
            filter = filter.and(TokenTimes.expiring(expiring.get(), now));
        }
        Optional<String> unused = value(ctx, "unused");
        if (unused.isPresent()) {
            filter = filter.and(TokenTimes.unused(unused.get(), now));
        }
        Optional<String> search = value(ctx, "search");
        if (search.isPresent()) {
            filter = filter.and(TokenFilter.nameLike(search.get()));
        }
        return new TokenListParameters(
                filter,
                value(ctx, "sort").map(TokenListParameters::order).orElse(TokenOrder.NEWEST_FIRST),
                new PageRequest(
                        value(ctx, "limit").map(TokenListParameters::limit).orElse(STANDARD_LIMIT),
                        value(ctx, "cursor").map(Cursor::parse)));
    }

    /** Returns the address of the page after {@code cursor}. */
    static String next(Context ctx, Cursor cursor) {
        Map<String, List<String>> parameters = new TreeMap<>(ctx.queryParamMap());
        parameters.put("cursor", List.of(cursor.text()));
        return parameters.entrySet().stream()
                .flatMap(each -> each.getValue().stream()
                        .map(value -> each.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&", ctx.path() + "?", ""));
    }

    private static Optional<String> value(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).filter(text -> !text.isEmpty());
    }

    /** Returns the states to list. If only {@code expiring} is given, tokens that have ended are left out. */
    private static Set<TokenState> states(Context ctx, boolean isExpiring) {
        Set<TokenState> states = EnumSet.noneOf(TokenState.class);
        ctx.queryParams(STATE).stream()
                .filter(text -> !text.isEmpty())
                .map(TokenListParameters::state)
                .forEach(states::add);
        return states.isEmpty() && isExpiring ? EnumSet.of(TokenState.ACTIVE, TokenState.SUSPENDED) : states;
    }

    private static TokenState state(String typed) {
        return EnumSet.allOf(TokenState.class).stream()
                .filter(state -> state.code().equals(typed))
                .findFirst()
                .orElseThrow(() -> unreadable("A state is active, suspended, expired or revoked."));
    }

    private static TokenOrder order(String typed) {
        return TokenOrder.parse(typed)
                .filter(order -> order.field() != TokenOrder.Field.OWNER)
                .orElseThrow(
                        () -> unreadable("Sort by name, created_at, last_used_at or expires_at; with - before it, the"
                                + " other way round."));
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
