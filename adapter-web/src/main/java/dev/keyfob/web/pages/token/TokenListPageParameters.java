package dev.keyfob.web.pages.token;

import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.token.TokenTimes;
import dev.keyfob.web.pages.ListAddress;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** The parameters of a page that lists tokens: filter and order. They come from its address or its search form. */
record TokenListPageParameters(ListAddress address) {

    static final String OWNER = "owner";
    static final String STATE = "state";
    static final String SEARCH = "search";
    static final String EXPIRING = "expiring";
    static final String UNUSED = "unused";
    static final String REUSED = "reused";
    static final String SORT = "sort";

    static final String[] PARAMETERS = {SEARCH, OWNER, STATE, EXPIRING, UNUSED, REUSED, SORT};

    /** Reads the search form if it was sent, or else the address. */
    static TokenListPageParameters of(Context ctx, String path) {
        return new TokenListPageParameters(
                ctx.path().equals(path + "/search")
                        ? ListAddress.sent(ctx, path, PARAMETERS)
                        : ListAddress.of(ctx, path, PARAMETERS));
    }

    String owner() {
        return address.value(OWNER);
    }

    String state() {
        return address.value(STATE);
    }

    String search() {
        return address.value(SEARCH);
    }

    String expiring() {
        return address.value(EXPIRING);
    }

    String unused() {
        return address.value(UNUSED);
    }

    String reused() {
        return address.value(REUSED);
    }

    TokenOrder order() {
        return TokenOrder.parse(address.value(SORT)).orElse(TokenOrder.NEWEST_FIRST);
    }

    /**
     * Returns the states to list. Without a filter these are all but revoked, because the others may still need
     * attention.
     */
    Set<TokenState> states() {
        return switch (state()) {
            case "active" -> EnumSet.of(TokenState.ACTIVE);
            case "suspended" -> EnumSet.of(TokenState.SUSPENDED);
            case "expired" -> EnumSet.of(TokenState.EXPIRED);
            case "revoked" -> EnumSet.of(TokenState.REVOKED);
            case "all" -> EnumSet.allOf(TokenState.class);
            default ->
                expiring().isEmpty()
                        ? EnumSet.complementOf(EnumSet.of(TokenState.REVOKED))
                        : EnumSet.of(TokenState.ACTIVE, TokenState.SUSPENDED);
        };
    }

    /** Returns the filters on times. The other filters depend on the visitor. */
    TokenFilter times(Instant now) {
        TokenFilter filter = TokenFilter.everything();
        if (!expiring().isEmpty()) {
            filter = filter.and(TokenTimes.expiring(expiring(), now));
        }
        if (!unused().isEmpty()) {
            filter = filter.and(TokenTimes.unused(unused(), now));
        }
        return reused().isEmpty() ? filter : filter.and(TokenTimes.reused(reused(), now));
    }
}
