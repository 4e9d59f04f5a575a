package dev.keyfob.web.pages;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.signin.Visit;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everyone's tokens, for administrators. However many there are, a page is read by an index, and few are counted. */
public final class AllTokensPages {

    public static final String PATH = "/admin/tokens";

    private static final int ROWS = 50;
    private static final Map<String, TokenOrder> ORDERS = Map.of(
            "newest", TokenOrder.NEWEST_FIRST,
            "oldest", new TokenOrder(TokenOrder.Field.CREATED_AT, true),
            "expiring", new TokenOrder(TokenOrder.Field.EXPIRES_AT, true));

    private final Site site;
    private final ListTokens listTokens;
    private final ShowUser showUser;
    private final Templates templates;

    public AllTokensPages(Site site, ListTokens listTokens, ShowUser showUser, Templates templates) {
        this.site = site;
        this.listTokens = listTokens;
        this.showUser = showUser;
        this.templates = templates;
    }

    /** All that the page shows. */
    public record AllTokens(
            PageFrame chrome, String notice, List<OwnedRow> rows, Filter filter, String error, Pager pager) {}

    public record OwnedRow(TokenRow token, String owner, String ownerId, boolean isOwnerDisabled) {}

    public record Filter(String owner, String state, String search, String sort) {}

    public void show(Context ctx, Visit visit) {
        visit.person().require(Permission.TOKEN_MANAGE);
        ListAddress here = address(ctx);
        Filter asked = new Filter(here.value("owner"), here.value("state"), here.value("search"), here.value("sort"));
        String notice = ctx.queryParam("deleted") == null ? "" : "The token was deleted. Nothing can use it any more.";
        try {
            TokenFilter filter = filter(visit, asked);
            TokenOrder order = ORDERS.getOrDefault(asked.sort(), TokenOrder.NEWEST_FIRST);
            Page<AccessToken> page =
                    here.read(ROWS, request -> listTokens.list(visit.person(), filter, order, request));
            Pager pager = here.pager(page, ROWS, most -> listTokens.countUpTo(visit.person(), filter, (int) most));
            show(ctx, visit, notice, page.items(), asked, "", pager);
        } catch (Refusal refusal) {
            show(ctx, visit, notice, List.of(), asked, refusal.explanation(), Pager.none());
        }
    }

    static ListAddress address(Context ctx) {
        return ListAddress.of(ctx, PATH, "owner", "state", "search", "sort");
    }

    private TokenFilter filter(Visit visit, Filter asked) {
        TokenFilter filter = listTokens.inState(visit.person(), AccessTokenPages.statesOf(asked.state()));
        if (!asked.owner().isEmpty()) {
            filter = filter.and(TokenFilter.ownedBy(
                    showUser.show(visit.person(), Email.parse(asked.owner())).id()));
        }
        if (!asked.search().isEmpty()) {
            filter = filter.and(TokenFilter.nameLike(asked.search()));
        }
        return filter;
    }

    private void show(
            Context ctx,
            Visit visit,
            String notice,
            List<AccessToken> tokens,
            Filter asked,
            String error,
            Pager pager) {
        Instant now = site.clock().instant();
        Map<UserId, User> owners = new HashMap<>();
        templates.show(
                ctx,
                "allTokens.jte",
                new AllTokens(
                        PageFrame.ofAdministration(visit, PATH),
                        notice,
                        tokens.stream()
                                .map(token -> row(
                                        token,
                                        owners.computeIfAbsent(token.owner(), id -> showUser.show(visit.person(), id)),
                                        now))
                                .toList(),
                        asked,
                        error,
                        pager));
    }

    private static OwnedRow row(AccessToken token, User owner, Instant now) {
        return new OwnedRow(
                TokenRow.of(token, now), owner.email().value(), owner.id().toString(), !owner.isEnabled());
    }
}
