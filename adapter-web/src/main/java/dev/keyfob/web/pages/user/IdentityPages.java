package dev.keyfob.web.pages.user;

import dev.keyfob.application.user.ListIdentities;
import dev.keyfob.application.user.UnlinkIdentity;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.OidcSettings;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Lists and unlinks a person's accounts at identity providers. {@code OidcPages} links them. */
public final class IdentityPages {

    private static final String PATH = "/settings/profile/identities";

    private final Site site;
    private final List<OidcSettings> providers;
    private final ListIdentities listIdentities;
    private final UnlinkIdentity unlinkIdentity;
    private final Templates templates;

    public IdentityPages(
            Site site,
            List<OidcSettings> providers,
            ListIdentities listIdentities,
            UnlinkIdentity unlinkIdentity,
            Templates templates) {
        this.site = site;
        this.providers = List.copyOf(providers);
        this.listIdentities = listIdentities;
        this.unlinkIdentity = unlinkIdentity;
        this.templates = templates;
    }

    /** An account at a provider that is linked with this one. */
    public record Linked(String provider, String issuer, String subject, String email, Moment since) {}

    /** A provider at which the user has linked no account yet. */
    public record Offer(String key, String label) {}

    /** What the page shows. */
    public record Identities(
            PageFrame chrome, String notice, WrongField wrong, List<Linked> linked, List<Offer> offers) {}

    public void show(Context ctx, SignedInSession session) {
        String notice = ctx.queryParam("linked") != null
                ? "The account is linked. You can sign in with it from now on."
                : ctx.queryParam("unlinked") != null ? "It is unlinked." : "";
        show(ctx, session, notice, WrongField.none());
    }

    public void unlink(Context ctx, SignedInSession session) {
        try {
            unlinkIdentity.unlink(
                    session.person(),
                    session.person().user().email(),
                    Identity.parse(FormFields.text(ctx, "issuer"), FormFields.text(ctx, "subject")));
            ctx.redirect(PATH + "?unlinked", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, "", WrongField.of(refusal, Map.of()));
        }
    }

    private void show(Context ctx, SignedInSession session, String notice, WrongField wrong) {
        User person = session.person().user();
        Instant now = site.clock().instant();
        List<LinkedIdentity> linked = listIdentities.listOf(session.person(), person.id());
        templates.show(
                ctx,
                "identities.jte",
                new Identities(
                        PageFrame.ofSettings(session, Sections.PROFILE),
                        notice,
                        wrong,
                        linked.stream().map(each -> linked(each, now)).toList(),
                        providers.stream()
                                .filter(provider -> linked.stream().noneMatch(each -> isOf(provider, each)))
                                .map(provider -> new Offer(provider.key(), provider.label()))
                                .toList()));
    }

    private Linked linked(LinkedIdentity each, Instant now) {
        return new Linked(
                providers.stream()
                        .filter(provider -> isOf(provider, each))
                        .map(OidcSettings::label)
                        .findFirst()
                        .orElse(each.identity().issuer()),
                each.identity().issuer(),
                each.identity().subject(),
                each.email().map(Email::value).orElse(""),
                Moment.of(each.linkedAt(), now));
    }

    private static boolean isOf(OidcSettings provider, LinkedIdentity linked) {
        return provider.issuer().toString().equals(linked.identity().issuer());
    }
}
