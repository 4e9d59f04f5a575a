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
import dev.keyfob.web.signin.SignedInSession;
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

    public void show(Context ctx, SignedInSession session) {
        String nonce = Query.once(ctx, "generated");
        Optional<CreatedToken> generated =
                nonce.isEmpty() ? Optional.empty() : createToken.takeCreated(session.person(), session.secret(), nonce);
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
                session,
                FormLink.isIn(ctx) ? linkedForm(ctx, session) : emptyForm(session),
                generated.map(created -> GeneratedPanel.of(created, site)),
                notice,
                "");
    }

    public void search(Context ctx, SignedInSession session) {
        String error = lists.search(ctx, session, Sections.OWN_TOKENS);
        if (!error.isEmpty()) {
            show(ctx, session, emptyForm(session), Optional.empty(), "", error);
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

    public void generate(Context ctx, SignedInSession session) {
        String typed = param(ctx.formParam(TokenFieldNames.NAME));
        String note = param(ctx.formParam(TokenFieldNames.NOTE));
        String choice = param(ctx.formParam("expires"));
        String date = param(ctx.formParam(TokenFieldNames.DATE));
        String nonce = param(ctx.formParam("nonce"));
        try {
            NewToken wanted = new NewToken(
                    session.person().user().email(),
                    TokenName.parse(typed),
                    TokenNote.parse(note),
                    ExpiryChoice.parse(choice, date, param(ctx.formParam("zone"))),
                    RestrictionsForm.restrictions(site, ctx));
            createToken.createByForm(session.person(), session.secret(), nonce, wanted);
            ctx.redirect(Query.link(Sections.OWN_TOKENS, "generated", nonce), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            WrongField wrong = WrongField.of(refusal, TokenFieldNames.BY_REASON);
            ErrorResponses.mark(ctx, refusal);
            show(
                    ctx,
                    session,
                    form(
                            session,
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
            SignedInSession session,
            TokensView.Form form,
            Optional<GeneratedPanel> generated,
            String notice,
            String searchError) {
        Instant now = now();
        templates.show(
                ctx,
                "accessTokens.jte",
                new TokensView(
                        PageFrame.ofSettings(session, Sections.OWN_TOKENS),
                        form,
                        generated,
                        notice,
                        waiting(session, now),
                        endingSoon(session, now),
                        reused(session, now),
                        lists.own(ctx, session, ROWS, searchError)));
    }

    private List<PickUpView> waiting(SignedInSession session, Instant now) {
        ExpiryPolicy policy = showPolicy.show(session.person()).expiry();
        return listPickUps.own(session.person()).stream()
                .map(each -> PickUpView.of(each, policy, site.tokenSettings().ceiling(), now, session))
                .toList();
    }

    private TokensView.Form linkedForm(Context ctx, SignedInSession session) {
        FormLink link = FormLink.parse(
                ctx,
                site.tokenSettings().ceiling(),
                showPolicy.show(session.person()).expiry(),
                now());
        return form(
                session,
                link.name(),
                "",
                link.choice(),
                link.date(),
                RestrictionsForm.of(site, link.narrowing(), "", link.wrong()),
                link.wrong());
    }

    private TokensView.Form emptyForm(SignedInSession session) {
        WrongField none = WrongField.none();
        return form(session, "", "", "", Optional.empty(), RestrictionsForm.of(site, Narrowing.none(), "", none), none);
    }

    private TokensView.Form form(
            SignedInSession session,
            String name,
            String note,
            String choice,
            Optional<String> date,
            RestrictionsForm restrictions,
            WrongField wrong) {
        TokenPolicy policy = showPolicy.show(session.person());
        Instant now = now();
        OfferedDays days = OfferedDays.of(now, now.plus(policy.expiry().longestLife()));
        return new TokensView.Form(
                site.formNonce(),
                policy.creation()
                        .against(Optional.of(session.person().user()))
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
    private List<TokenRow> endingSoon(SignedInSession session, Instant now) {
        TokenFilter ending = TokenFilter.ownedBy(session.person().user().id())
                .and(listTokens.inState(session.person(), EnumSet.of(TokenState.ACTIVE)))
                .and(TokenFilter.expiringWithin(LifeSpan.WARNED, now));
        TokenOrder firstToEnd = new TokenOrder(TokenOrder.Field.EXPIRES_AT, true);
        return listTokens
                .list(session.person(), ending, firstToEnd, PageRequest.of(PageRequest.LARGEST, Optional.empty()))
                .items()
                .stream()
                .map(token -> TokenRow.of(token, now, session))
                .filter(TokenRow::endsSoon)
                .toList();
    }

    // Includes revoked tokens, which the list omits.
    private List<TokenRow> reused(SignedInSession session, Instant now) {
        TokenFilter lately = TokenFilter.ownedBy(session.person().user().id())
                .and(new TokenFilter.ReusedSince(now.minus(REUSE_TOLD)));
        return listTokens.list(session.person(), lately, TokenOrder.NEWEST_FIRST, PageRequest.first()).items().stream()
                .map(token -> TokenRow.of(token, now, session))
                .toList();
    }

    private Instant now() {
        return site.clock().instant();
    }

    private static String param(String value) {
        return value == null ? "" : value;
    }
}
