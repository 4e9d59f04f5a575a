package dev.keyfob.web.pages.token;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.pickup.ListPickUps;
import dev.keyfob.application.policy.ShowPolicy;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.ExpiryPolicy;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Query;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.Visit;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The page of a person's own access tokens: creates a token, shows its secret once, and lists all tokens. */
public final class AccessTokenPages {

    private static final int ROWS = 25;

    /** How long the page reports the use of an old secret. The token's own page always reports it. */
    private static final Duration REUSE_TOLD = Duration.ofDays(30);

    private final Site site;
    private final CreateToken createToken;
    private final ListTokens listTokens;
    private final ListPickUps listPickUps;
    private final ShowPolicy showPolicy;
    private final TokenLists lists;
    private final Templates templates;

    public AccessTokenPages(
            Site site,
            CreateToken createToken,
            ListTokens listTokens,
            ListPickUps listPickUps,
            ShowPolicy showPolicy,
            TokenLists lists,
            Templates templates) {
        this.site = site;
        this.lists = lists;
        this.createToken = createToken;
        this.listTokens = listTokens;
        this.listPickUps = listPickUps;
        this.showPolicy = showPolicy;
        this.templates = templates;
    }

    public void show(Context ctx, Visit visit) {
        String nonce = Query.once(ctx, "generated");
        Optional<CreatedToken> generated =
                nonce.isEmpty() ? Optional.empty() : createToken.takeCreated(visit.person(), visit.secret(), nonce);
        String notice = "";
        if (!nonce.isEmpty() && generated.isEmpty()) {
            notice = "The token was generated, and its secret was shown once. It cannot be shown again.";
        } else if (ctx.queryParam("declined") != null) {
            notice = "You declined it. Nothing was created.";
        } else if (FormLink.isIn(ctx)) {
            notice = FormLink.NOTICE;
        } else {
            notice = TokenListView.deleted(ctx);
        }
        show(
                ctx,
                visit,
                FormLink.isIn(ctx) ? linkedForm(ctx, visit) : emptyForm(visit),
                generated.map(created -> GeneratedPanel.of(created, site)),
                notice,
                "");
    }

    public void search(Context ctx, Visit visit) {
        String error = lists.search(ctx, visit, Sections.OWN_TOKENS);
        if (!error.isEmpty()) {
            show(ctx, visit, emptyForm(visit), Optional.empty(), "", error);
        }
    }

    /** Returns the address of the list that the search form requests. */
    public static String wanted(Context ctx) {
        return TokenLists.wanted(ctx, Sections.OWN_TOKENS);
    }

    /** Returns the address that fills in this form again. */
    public static String filledIn(Context ctx) {
        return FormLink.of(ctx, Sections.OWN_TOKENS);
    }

    public void generate(Context ctx, Visit visit) {
        String typed = param(ctx.formParam(TokenFieldNames.NAME));
        String note = param(ctx.formParam(TokenFieldNames.NOTE));
        String choice = param(ctx.formParam("expires"));
        String date = param(ctx.formParam(TokenFieldNames.DATE));
        String nonce = param(ctx.formParam("nonce"));
        try {
            NewToken wanted = new NewToken(
                    visit.person().user().email(),
                    TokenName.parse(typed),
                    TokenNote.parse(note),
                    ExpiryChoice.parse(choice, date, param(ctx.formParam("zone"))),
                    RestrictionsForm.restrictions(site, ctx));
            createToken.createByForm(visit.person(), visit.secret(), nonce, wanted);
            ctx.redirect(Query.link(Sections.OWN_TOKENS, "generated", nonce), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            WrongField wrong = WrongField.of(refusal, TokenFieldNames.BY_REASON);
            ErrorResponses.mark(ctx, refusal);
            show(
                    ctx,
                    visit,
                    form(
                            visit,
                            typed,
                            note,
                            choice,
                            Optional.of(date),
                            RestrictionsForm.sent(site, ctx, Narrowing.none(), Networks.any(), wrong),
                            wrong),
                    Optional.empty(),
                    "",
                    "");
        }
    }

    private void show(
            Context ctx,
            Visit visit,
            TokensView.Form form,
            Optional<GeneratedPanel> generated,
            String notice,
            String searchError) {
        Instant now = now();
        templates.show(
                ctx,
                "accessTokens.jte",
                new TokensView(
                        PageFrame.ofSettings(visit, Sections.OWN_TOKENS),
                        form,
                        generated,
                        notice,
                        waiting(visit, now),
                        endingSoon(visit, now),
                        reused(visit, now),
                        lists.own(ctx, visit, ROWS, searchError)));
    }

    private List<PickUpView> waiting(Visit visit, Instant now) {
        ExpiryPolicy policy = showPolicy.show(visit.person()).expiry();
        return listPickUps.own(visit.person()).stream()
                .map(each -> PickUpView.of(each, policy, site.tokenSettings().ceiling(), now, visit))
                .toList();
    }

    private TokensView.Form linkedForm(Context ctx, Visit visit) {
        FormLink link = FormLink.parse(
                ctx,
                site.tokenSettings().ceiling(),
                showPolicy.show(visit.person()).expiry(),
                now());
        return form(
                visit,
                link.name(),
                "",
                link.choice(),
                link.date(),
                RestrictionsForm.of(site, link.narrowing(), "", link.wrong()),
                link.wrong());
    }

    private TokensView.Form emptyForm(Visit visit) {
        WrongField none = WrongField.none();
        return form(visit, "", "", "", Optional.empty(), RestrictionsForm.of(site, Narrowing.none(), "", none), none);
    }

    private TokensView.Form form(
            Visit visit,
            String name,
            String note,
            String choice,
            Optional<String> date,
            RestrictionsForm restrictions,
            WrongField wrong) {
        TokenPolicy policy = showPolicy.show(visit.person());
        Instant now = now();
        OfferedDays days = OfferedDays.of(now, now.plus(policy.expiry().longestLife()));
        return new TokensView.Form(
                site.formNonce(),
                policy.creation()
                        .against(Optional.of(visit.person().user()))
                        .map(Refusal::explanation)
                        .orElse(""),
                name,
                note,
                ExpiryChoice.offered(policy.expiry(), now, choice),
                ExpiryChoice.rule(policy),
                date.orElseGet(() -> days.atMost(now.plus(policy.expiry().standardLife()))),
                days,
                restrictions,
                wrong);
    }

    // Filters by the token's own expiry, which is indexed. A token that the policy ends earlier is marked in its row.
    private List<TokenRow> endingSoon(Visit visit, Instant now) {
        TokenFilter ending = TokenFilter.ownedBy(visit.person().user().id())
                .and(listTokens.inState(visit.person(), EnumSet.of(TokenState.ACTIVE)))
                .and(TokenFilter.expiringWithin(LifeSpan.WARNED, now));
        TokenOrder firstToEnd = new TokenOrder(TokenOrder.Field.EXPIRES_AT, true);
        return listTokens
                .list(visit.person(), ending, firstToEnd, PageRequest.of(PageRequest.LARGEST, Optional.empty()))
                .items()
                .stream()
                .map(token -> TokenRow.of(token, now, visit))
                .filter(TokenRow::endsSoon)
                .toList();
    }

    // Includes revoked tokens, which the list omits.
    private List<TokenRow> reused(Visit visit, Instant now) {
        TokenFilter lately =
                TokenFilter.ownedBy(visit.person().user().id()).and(new TokenFilter.ReusedSince(now.minus(REUSE_TOLD)));
        return listTokens.list(visit.person(), lately, TokenOrder.NEWEST_FIRST, PageRequest.first()).items().stream()
                .map(token -> TokenRow.of(token, now, visit))
                .toList();
    }

    private Instant now() {
        return site.clock().instant();
    }

    private static String param(String value) {
        return value == null ? "" : value;
    }
}
