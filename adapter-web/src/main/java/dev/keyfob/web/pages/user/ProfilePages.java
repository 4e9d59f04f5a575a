package dev.keyfob.web.pages.user;

import dev.keyfob.application.mail.ChooseMail;
import dev.keyfob.application.user.ChangePassword;
import dev.keyfob.application.user.EndOtherSessions;
import dev.keyfob.application.user.EndSession;
import dev.keyfob.application.user.ListSessions;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.Session;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.pages.token.PermissionChoice;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;

/** The profile page: the person's account, their sessions, and what their tokens can and cannot do. */
public final class ProfilePages {

    /** Shown for sessions that started before browsers were recorded. */
    private static final String UNKNOWN = "Unknown browser";

    private final Site site;
    private final ListSessions listSessions;
    private final EndSession endSession;
    private final EndOtherSessions endOtherSessions;
    private final ChangePassword changePassword;
    private final ChooseMail chooseMail;
    private final PermissionCatalogue catalogue;
    private final PermissionCeiling ceiling;
    private final Templates templates;

    public ProfilePages(
            Site site,
            ListSessions listSessions,
            EndSession endSession,
            EndOtherSessions endOtherSessions,
            ChangePassword changePassword,
            ChooseMail chooseMail,
            Templates templates) {
        this.site = site;
        this.listSessions = listSessions;
        this.endSession = endSession;
        this.endOtherSessions = endOtherSessions;
        this.changePassword = changePassword;
        this.chooseMail = chooseMail;
        this.catalogue = site.tokenSettings().catalogue();
        this.ceiling = site.tokenSettings().ceiling();
        this.templates = templates;
    }

    public void show(Context ctx, SignedInSession signedIn) {
        Instant now = site.clock().instant();
        templates.show(
                ctx,
                "profile.jte",
                new Profile(
                        PageFrame.ofSettings(signedIn, Sections.PROFILE),
                        notice(ctx),
                        signedIn.person().user().name().orElse(""),
                        method(signedIn),
                        changePassword.isPossible(signedIn.person()),
                        chooseMail.isPossible(signedIn.person()),
                        signedIn.person().user().roles().stream()
                                .map(Role::name)
                                .toList(),
                        listSessions.list(signedIn.person()).stream()
                                .map(session -> line(session, signedIn, now))
                                .toList(),
                        PermissionChoice.reachable(ceiling, Narrowing.none()),
                        PermissionChoice.unreachable(catalogue, ceiling)));
    }

    public void endSession(Context ctx, SignedInSession signedIn) {
        endSession.end(signedIn.person(), ctx.pathParam("label"));
        ctx.redirect(Sections.PROFILE + "?ended", HttpStatus.SEE_OTHER);
    }

    public void endOtherSessions(Context ctx, SignedInSession signedIn) {
        endOtherSessions.endOthers(signedIn.person(), signedIn.secret());
        ctx.redirect(Sections.PROFILE + "?ended=others", HttpStatus.SEE_OTHER);
    }

    private static String notice(Context ctx) {
        if (ctx.queryParam("password") != null) {
            return "Your password was changed. You are signed out everywhere else.";
        }
        String ended = ctx.queryParam("ended");
        if (ended == null) {
            return "";
        }
        return ended.isEmpty() ? "That session has ended." : "You are signed out everywhere else.";
    }

    private String method(SignedInSession signedIn) {
        return listSessions.list(signedIn.person()).stream()
                .filter(session -> session.digest().equals(signedIn.secret().digest()))
                .map(Session::method)
                .map(ProfilePages::words)
                .findFirst()
                .orElse("");
    }

    private static String words(String method) {
        return switch (method) {
            case Session.PASSWORD -> "E-mail and password";
            case Session.LINK -> "A one-time link";
            default -> method;
        };
    }

    private static SessionLine line(Session session, SignedInSession signedIn, Instant now) {
        return new SessionLine(
                session.label(),
                session.browser().isEmpty() ? UNKNOWN : session.browser(),
                session.address(),
                Moment.of(session.startedAt(), now),
                Moment.ofUse(session.seenAt(), now),
                session.digest().equals(signedIn.secret().digest()));
    }

    /** A browser that is signed in. */
    public record SessionLine(
            String label, String browser, String address, Moment started, Moment seen, boolean isHere) {}

    /** What the page shows. */
    public record Profile(
            PageFrame chrome,
            String notice,
            String name,
            String method,
            boolean hasPassword,
            boolean isMailed,
            List<String> roles,
            List<SessionLine> sessions,
            List<PermissionChoice> reachable,
            List<PermissionChoice> unreachable) {}
}
