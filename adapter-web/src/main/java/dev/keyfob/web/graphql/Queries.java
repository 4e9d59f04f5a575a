package dev.keyfob.web.graphql;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.user.ListUsers;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.domain.user.UserOrder;
import dev.keyfob.web.site.Site;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The queries: the current user, their tokens, and all users. Connections follow Relay. */
final class Queries {

    private static final String USER = "User";
    private static final String TOKEN = "AccessToken";

    private final ListTokens listTokens;
    private final ShowToken showToken;
    private final ListUsers listUsers;
    private final ShowUser showUser;
    private final Site site;

    Queries(ListTokens listTokens, ShowToken showToken, ListUsers listUsers, ShowUser showUser, Site site) {
        this.listTokens = listTokens;
        this.showToken = showToken;
        this.listUsers = listUsers;
        this.showUser = showUser;
        this.site = site;
    }

    void addTo(FieldRegistry fields) {
        fields.query("currentUser", new FieldAccess.AnyActor(), (actor, asked) -> user(self(actor)))
                .query("users", FieldAccess.needs(Permission.TOKEN_MANAGE), this::users)
                .access("Query._service", new FieldAccess.AnyActor())
                .access("Query._entities", new FieldAccess.DecidedByUseCase())
                .inner("User", "tokens", this::tokens)
                .inner("User", "lastActive", this::lastActive)
                .inner("AccessTokenConnection", "count", (actor, asked) -> count(asked))
                .inner("UserConnection", "count", (actor, asked) -> count(asked));
    }

    /** Returns a user or a token that another subgraph refers to; null if the actor may not see it. */
    @Nullable
    Object entity(Actor actor, String type, String id) {
        try {
            return switch (type) {
                case USER -> user(showUser.show(actor, UserId.parse(id)));
                case TOKEN -> token(showToken.show(actor, TokenId.parse(id)));
                default -> null;
            };
        } catch (Refusal notForThisActor) {
            return null;
        }
    }

    static Map<String, Object> user(User user) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("__typename", USER);
        members.put("id", user.id().toString());
        members.put("email", user.email().value());
        members.put("username", user.email().localPart());
        members.put("role", user.roles().contains(Role.ADMIN) ? "ADMIN" : "USER");
        members.put("user", user);
        return members;
    }

    static Map<String, Object> token(AccessToken token) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("__typename", TOKEN);
        members.put("id", token.id().toString());
        members.put("description", token.name().value());
        members.put("note", token.note().isEmpty() ? null : token.note().value());
        members.put("created", utc(token.createdAt()));
        members.put("expiresAt", token.expiresAt().map(Queries::utc).orElse(null));
        return members;
    }

    static User self(Actor actor) {
        if (actor instanceof Actor.SignedIn person) {
            return person.user();
        }
        if (actor instanceof Actor.Bearer bearer) {
            return bearer.owner();
        }
        throw new Refusal(Reason.NOT_SIGNED_IN, "No user is signed in here.");
    }

    private Object users(Actor actor, DataFetchingEnvironment asked) {
        UserFilter filter = GraphQlArguments.users(GraphQlArguments.given(asked, "where", Map.of()));
        UserOrder order = GraphQlArguments.userOrder(asked);
        PageRequest request = GraphQlArguments.page(asked);
        return connection(
                listUsers.list(actor, filter, order, request),
                request,
                Queries::user,
                user -> new Cursor(Optional.of(user.createdAt()), user.id().value()),
                () -> listUsers.count(actor, filter));
    }

    private @Nullable Object lastActive(Actor actor, DataFetchingEnvironment asked) {
        return showUser.lastActiveAt(actor, source(asked).id())
                .map(Queries::utc)
                .orElse(null);
    }

    // This query omits revoked tokens, like the platform whose names it uses.
    private Object tokens(Actor actor, DataFetchingEnvironment asked) {
        User owner = source(asked);
        TokenFilter filter = TokenFilter.ownedBy(owner.id())
                .and(listTokens.inState(actor, EnumSet.complementOf(EnumSet.of(TokenState.REVOKED))))
                .and(GraphQlArguments.tokens(
                        GraphQlArguments.given(asked, "where", Map.of()),
                        site.clock().instant()));
        TokenOrder order = GraphQlArguments.tokenOrder(asked);
        PageRequest request = GraphQlArguments.page(asked);
        return connection(
                listTokens.list(actor, filter, order, request),
                request,
                Queries::token,
                token -> Cursor.after(token, order),
                () -> listTokens.count(actor, filter));
    }

    private static <T> Map<String, Object> connection(
            Page<T> page,
            PageRequest request,
            Function<T, Map<String, Object>> node,
            Function<T, Cursor> position,
            LongSupplier count) {
        List<Map<String, Object>> edges = page.items().stream()
                .map(item -> Map.<String, Object>of(
                        "node", node.apply(item), "cursor", position.apply(item).text()))
                .toList();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("hasNextPage", page.next().isPresent());
        info.put("hasPreviousPage", request.cursor().isPresent());
        info.put("startCursor", edges.isEmpty() ? null : edges.get(0).get("cursor"));
        info.put(
                "endCursor",
                edges.isEmpty() ? null : edges.get(edges.size() - 1).get("cursor"));
        // Counting needs another query to the store, so it waits until the count is requested.
        return Map.of("edges", edges, "pageInfo", info, "count", count);
    }

    private static Object count(DataFetchingEnvironment asked) {
        LongSupplier count = (LongSupplier) member(asked, "count");
        return (int) Math.min(Integer.MAX_VALUE, count.getAsLong());
    }

    private static User source(DataFetchingEnvironment asked) {
        return (User) member(asked, "user");
    }

    private static Object member(DataFetchingEnvironment asked, String name) {
        Map<String, Object> source = Objects.requireNonNull(asked.getSource());
        return Objects.requireNonNull(source.get(name));
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
