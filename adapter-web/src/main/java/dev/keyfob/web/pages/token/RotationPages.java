package dev.keyfob.web.pages.token;

import dev.keyfob.application.policy.ShowPolicy;
import dev.keyfob.application.token.RotateToken;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.policy.RotationPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.ListAddress;
import dev.keyfob.web.pages.Moment;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rotates one of a person's own tokens: asks for confirmation, then shows the new secret once. */
public final class RotationPages {

    private static final String OVERLAP = "overlap";
    private static final Map<Reason, String> FIELDS =
            Map.of(Reason.OVERLAP_UNREADABLE, OVERLAP, Reason.OVERLAP_TOO_LONG, OVERLAP);
    private static final List<Duration> OFFERED =
            List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7));

    private final Site site;
    private final ShowToken showToken;
    private final RotateToken rotateToken;
    private final ShowPolicy showPolicy;
    private final Templates templates;

    public RotationPages(
            Site site, ShowToken showToken, RotateToken rotateToken, ShowPolicy showPolicy, Templates templates) {
        this.site = site;
        this.showToken = showToken;
        this.rotateToken = rotateToken;
        this.showPolicy = showPolicy;
        this.templates = templates;
    }

    /**
     * The confirmation page. {@code waiting} is when an earlier new secret was created that is still unused; the
     * rotation replaces it.
     */
    public record RotatePage(
            PageFrame chrome,
            String listQuery,
            TokenRow token,
            String nonce,
            Optional<Moment> waiting,
            List<Choice> overlaps,
            WrongField wrong) {}

    /** How long the old secret keeps working. */
    public record Choice(String value, String label, boolean chosen) {}

    /** The page with the new secret, which is shown only the first time. */
    public record RotatedPage(PageFrame chrome, String listQuery, TokenRow token, Optional<GeneratedPanel> panel) {}

    public void ask(Context ctx, SignedInSession session) {
        AccessToken token = own(ctx, session);
        String nonce = Query.once(ctx, "rotated");
        if (nonce.isEmpty()) {
            show(ctx, session, token, "", WrongField.none());
            return;
        }
        Optional<RotatedToken> rotated = rotateToken.takeRotated(session.person(), session.secret(), nonce, token.id());
        templates.show(
                ctx,
                "rotated.jte",
                new RotatedPage(
                        chrome(session),
                        list(ctx).query(),
                        TokenRow.of(token, now(), session),
                        rotated.map(made -> GeneratedPanel.of(made, site))));
    }

    public void rotate(Context ctx, SignedInSession session) {
        AccessToken token = own(ctx, session);
        String nonce = FormFields.text(ctx, "nonce");
        String overlap = FormFields.text(ctx, OVERLAP);
        boolean replace = "true".equals(ctx.formParam("replace"));
        try {
            Optional<Overlap> wanted = overlap.isEmpty() ? Optional.empty() : Optional.of(Overlap.parse(overlap));
            rotateToken.rotateByForm(
                    session.person(),
                    session.secret(),
                    nonce,
                    token.id(),
                    new RotationOptions(wanted, Optional.empty(), replace));
            ctx.redirect(list(ctx).at(path(token)).with("rotated", nonce), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, token, overlap, WrongField.of(refusal, FIELDS));
        }
    }

    private void show(Context ctx, SignedInSession session, AccessToken token, String overlap, WrongField wrong) {
        Instant now = now();
        RotationPolicy policy = showPolicy.show(session.person()).rotation();
        String chosen = overlap.isEmpty() ? new Overlap(policy.givenOverlap()).toString() : overlap;
        List<Choice> choices = Stream.concat(OFFERED.stream(), Stream.of(policy.givenOverlap()))
                .filter(length -> length.compareTo(policy.longestOverlap()) <= 0)
                .distinct()
                .sorted()
                .map(Overlap::new)
                .map(each ->
                        new Choice(each.toString(), label(each), each.toString().equals(chosen)))
                .toList();
        templates.show(
                ctx,
                "rotate.jte",
                new RotatePage(
                        chrome(session),
                        list(ctx).query(),
                        TokenRow.of(token, now, session),
                        site.formNonce(),
                        token.unusedSuccessor().map(begun -> Moment.of(begun.begunAt(), now)),
                        choices,
                        wrong));
    }

    private static String label(Overlap overlap) {
        String text = overlap.toString();
        if (text.equals("0")) {
            return "Not at all: it stops at once";
        }
        String number = text.substring(0, text.length() - 1);
        String unit = text.endsWith("m") ? "minute" : text.endsWith("h") ? "hour" : "day";
        return "For " + number + " " + unit + (number.equals("1") ? "" : "s") + " at most";
    }

    // The administration does not offer this, because only the owner may see a new secret.
    private AccessToken own(Context ctx, SignedInSession session) {
        return showToken.showOwn(session.person(), TokenId.parse(ctx.pathParam("id")));
    }

    // The page of the list to which the token's page links back.
    private static ListAddress list(Context ctx) {
        return TokenListPageParameters.of(ctx, Sections.OWN_TOKENS).address();
    }

    private static String path(AccessToken token) {
        return Sections.OWN_TOKENS + "/" + token.id() + "/rotate";
    }

    private static PageFrame chrome(SignedInSession session) {
        return PageFrame.ofSettings(session, Sections.OWN_TOKENS);
    }

    private Instant now() {
        return site.clock().instant();
    }
}
