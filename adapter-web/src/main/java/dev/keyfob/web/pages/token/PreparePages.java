package dev.keyfob.web.pages.token;

import dev.keyfob.application.UseCases.PickUpVerbs;
import dev.keyfob.application.pickup.ListPickUps;
import dev.keyfob.application.pickup.PrepareToken;
import dev.keyfob.application.pickup.PreparedToken;
import dev.keyfob.application.pickup.RequestRotation;
import dev.keyfob.application.pickup.WithdrawPickUp;
import dev.keyfob.application.policy.ShowPolicy;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.user.Email;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Query;
import dev.keyfob.web.pages.ReaderDays;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The administrators' page that prepares tokens for other users, requests rotations, and lists what has not been picked
 * up yet.
 */
public final class PreparePages {

    static final String PATH = "/admin/pick-ups";

    private static final String OWNER = "owner";
    private static final String DAYS = "days";
    private static final Map<Reason, String> FIELDS = fields();
    private static final Map<String, String> NOTICES = Map.of(
            "prepared", "The token is prepared. Ask its owner to open Access tokens and pick it up.",
            "asked", "The rotation is requested. Ask the owner to open Access tokens and pick up the new secret.",
            "withdrawn", "It was withdrawn and can no longer be picked up.");

    private final Site site;
    private final PrepareToken prepareToken;
    private final RequestRotation requestRotation;
    private final WithdrawPickUp withdrawPickUp;
    private final ListPickUps listPickUps;
    private final ShowToken showToken;
    private final ShowUser showUser;
    private final ShowPolicy showPolicy;
    private final Templates templates;

    public PreparePages(
            Site site,
            PickUpVerbs pickUps,
            ShowToken showToken,
            ShowUser showUser,
            ShowPolicy showPolicy,
            Templates templates) {
        this.site = site;
        this.prepareToken = pickUps.prepareToken;
        this.requestRotation = pickUps.requestRotation;
        this.withdrawPickUp = pickUps.withdrawPickUp;
        this.listPickUps = pickUps.listPickUps;
        this.showToken = showToken;
        this.showUser = showUser;
        this.showPolicy = showPolicy;
        this.templates = templates;
    }

    /** All that the page shows. */
    public record Prepared(PageFrame chrome, String notice, Form form, List<Row> rows) {}

    /** The form with what was typed, what was wrong, and the rules for every prepared token. */
    public record Form(
            String owner,
            String name,
            String note,
            String days,
            long standardDays,
            List<String> rules,
            RestrictionsForm restrictions,
            WrongField wrong) {}

    /** What waits to be picked up, and its owner. */
    public record Row(PickUpView pickUp, String owner, String ownerId) {}

    /** The confirmation page before an owner is asked to rotate a token. */
    public record AskPage(
            PageFrame chrome,
            String listQuery,
            TokenRow token,
            String owner,
            String date,
            OfferedDays days,
            WrongField wrong) {}

    public void show(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        RestrictionsForm restrictions = RestrictionsForm.of(site, Narrowing.none(), "", WrongField.none());
        show(ctx, session, form(session, Query.text(ctx, OWNER), "", "", "", restrictions, WrongField.none()));
    }

    public void prepare(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        String owner = FormFields.stripped(ctx, OWNER);
        String name = FormFields.stripped(ctx, TokenFieldNames.NAME);
        String note = FormFields.text(ctx, TokenFieldNames.NOTE);
        String days = FormFields.stripped(ctx, DAYS);
        try {
            prepareToken.prepare(
                    session.person(),
                    new PreparedToken(
                            Email.parse(owner),
                            TokenName.parse(name),
                            TokenNote.parse(note),
                            days.isBlank()
                                    ? Optional.empty()
                                    : Optional.of(Expiry.parseDays(days).life()),
                            RestrictionsForm.restrictions(site, ctx)));
            ctx.redirect(PATH + "?done=prepared", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            WrongField wrong = WrongField.of(refusal, FIELDS);
            RestrictionsForm restrictions = RestrictionsForm.sent(site, ctx, Narrowing.none(), Networks.any(), wrong);
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, form(session, owner, name, note, days, restrictions, wrong));
        }
    }

    public void withdraw(Context ctx, SignedInSession session) {
        withdrawPickUp.withdraw(session.person(), TokenId.parse(ctx.pathParam("pickup")));
        ctx.redirect(PATH + "?done=withdrawn", HttpStatus.SEE_OTHER);
    }

    public void askAbout(Context ctx, SignedInSession session) {
        showQuestion(ctx, session, "", WrongField.none());
    }

    public void askFor(Context ctx, SignedInSession session) {
        AccessToken token = token(ctx, session);
        String date = FormFields.stripped(ctx, TokenFieldNames.DATE);
        try {
            requestRotation.request(
                    session.person(),
                    token.id(),
                    date.isBlank()
                            ? Optional.empty()
                            : Optional.of(Expiry.parseDay(date, ReaderDays.zone(FormFields.stripped(ctx, "zone")))));
            ctx.redirect(PATH + "?done=asked", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            showQuestion(ctx, session, date, WrongField.of(refusal, TokenFieldNames.BY_REASON));
        }
    }

    private void showQuestion(Context ctx, SignedInSession session, String date, WrongField wrong) {
        AccessToken token = token(ctx, session);
        Instant now = site.clock().instant();
        templates.show(
                ctx,
                "askForRotation.jte",
                new AskPage(
                        PageFrame.ofAdministration(session, Sections.ALL_TOKENS),
                        TokenListPageParameters.of(ctx, Sections.ALL_TOKENS)
                                .address()
                                .query(),
                        TokenRow.of(token, now, session),
                        showUser.show(session.person(), token.owner()).email().value(),
                        date,
                        OfferedDays.of(now, now.plus(PickUp.LONGEST_NOTICE)),
                        wrong));
    }

    private void show(Context ctx, SignedInSession session, Form form) {
        Instant now = site.clock().instant();
        TokenPolicy policy = showPolicy.show(session.person());
        templates.show(
                ctx,
                "pickUps.jte",
                new Prepared(
                        PageFrame.ofAdministration(session, Sections.ALL_TOKENS),
                        NOTICES.getOrDefault(Query.text(ctx, "done"), ""),
                        form,
                        listPickUps.all(session.person()).stream()
                                .map(each -> new Row(
                                        PickUpView.of(
                                                each,
                                                policy.expiry(),
                                                site.tokenSettings().ceiling(),
                                                now,
                                                session),
                                        showUser.show(session.person(), each.owner())
                                                .email()
                                                .value(),
                                        each.owner().toString()))
                                .toList()));
    }

    private Form form(
            SignedInSession session,
            String owner,
            String name,
            String note,
            String days,
            RestrictionsForm restrictions,
            WrongField wrong) {
        TokenPolicy policy = showPolicy.show(session.person());
        return new Form(
                owner,
                name,
                note,
                days,
                policy.expiry().standardLife().toDays(),
                List.of(
                        ExpiryChoice.rule(policy),
                        "An owner has at most " + policy.mostPerOwner() + " tokens.",
                        "It can be picked up for " + days(PickUp.WAITS)
                                + ". The limits of the day of the pick-up apply."),
                restrictions,
                wrong);
    }

    private static Map<Reason, String> fields() {
        Map<Reason, String> fields = new EnumMap<>(Reason.class);
        TokenFieldNames.BY_REASON.forEach(
                (reason, field) -> fields.put(reason, field.equals(TokenFieldNames.DATE) ? DAYS : field));
        for (Reason aboutOwner : List.of(
                Reason.EMAIL_UNREADABLE,
                Reason.USER_NOT_FOUND,
                Reason.OWNER_DISABLED,
                Reason.ROLE_MISSING,
                Reason.TOO_MANY_PICKUPS)) {
            fields.put(aboutOwner, OWNER);
        }
        return Map.copyOf(fields);
    }

    private static String days(Duration time) {
        return time.toDays() + " days";
    }

    private AccessToken token(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        return showToken.show(session.person(), TokenId.parse(ctx.pathParam("id")));
    }
}
