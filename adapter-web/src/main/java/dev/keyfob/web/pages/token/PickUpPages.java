package dev.keyfob.web.pages.token;

import dev.keyfob.application.pickup.DeclinePickUp;
import dev.keyfob.application.pickup.ListPickUps;
import dev.keyfob.application.pickup.PickUpToken;
import dev.keyfob.application.policy.ShowPolicy;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.pickup.Offer;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.web.body.FormFields;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The page where an owner picks up or declines what was prepared for them. The new secret is then shown as for any
 * other new token.
 */
public final class PickUpPages {

    /** The owner types only the name. A refusal for any other reason concerns the whole form. */
    private static final Map<Reason, String> NAME_BY_REASON = TokenFieldNames.BY_REASON.entrySet().stream()
            .filter(entry -> entry.getValue().equals(TokenFieldNames.NAME))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Site site;
    private final ListPickUps listPickUps;
    private final PickUpToken pickUpToken;
    private final DeclinePickUp declinePickUp;
    private final ShowPolicy showPolicy;
    private final Templates templates;

    public PickUpPages(
            Site site,
            ListPickUps listPickUps,
            PickUpToken pickUpToken,
            DeclinePickUp declinePickUp,
            ShowPolicy showPolicy,
            Templates templates) {
        this.site = site;
        this.listPickUps = listPickUps;
        this.pickUpToken = pickUpToken;
        this.declinePickUp = declinePickUp;
        this.showPolicy = showPolicy;
        this.templates = templates;
    }

    /** The confirmation page, with the name as it was typed. */
    public record PickUpPage(PageFrame chrome, PickUpView pickUp, String nonce, String name, WrongField wrong) {}

    public void ask(Context ctx, SignedInSession session) {
        PickUp found = listPickUps.showOwn(session.person(), id(ctx));
        show(ctx, session, found, found.name().value(), WrongField.none());
    }

    public void pickUp(Context ctx, SignedInSession session) {
        TokenId id = id(ctx);
        String nonce = FormFields.text(ctx, "nonce");
        Optional<String> name = Optional.ofNullable(ctx.formParam(TokenFieldNames.NAME));
        try {
            pickUpToken.pickUp(session.person(), session.secret(), nonce, id, name.map(TokenName::parse));
            // The form reports whether it was a rotation, because the pick-up no longer exists.
            boolean isRotation = ctx.formParam("rotation") != null;
            ctx.redirect(
                    isRotation
                            ? Query.link(Sections.OWN_TOKENS + "/" + id + "/rotate", "rotated", nonce)
                            : Query.link(Sections.OWN_TOKENS, "generated", nonce),
                    HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.PICKUP_NOT_FOUND) {
                throw refusal;
            }
            PickUp found = listPickUps.showOwn(session.person(), id);
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, found, name.orElse(found.name().value()), WrongField.of(refusal, NAME_BY_REASON));
        }
    }

    public void decline(Context ctx, SignedInSession session) {
        declinePickUp.decline(session.person(), id(ctx));
        ctx.redirect(Sections.OWN_TOKENS + "?declined", HttpStatus.SEE_OTHER);
    }

    private void show(Context ctx, SignedInSession session, PickUp found, String name, WrongField wrong) {
        templates.show(
                ctx,
                "pickUp.jte",
                new PickUpPage(
                        PageFrame.ofSettings(session, Sections.OWN_TOKENS),
                        PickUpView.of(
                                found,
                                showPolicy.show(session.person()).expiry(),
                                site.tokenSettings().ceiling(),
                                site.clock().instant(),
                                session),
                        site.formNonce(),
                        found.offer() instanceof Offer.NewToken ? name : "",
                        wrong));
    }

    private static TokenId id(Context ctx) {
        return TokenId.parse(ctx.pathParam("pickup"));
    }
}
