package dev.keyfob.web.pages.user;

import dev.keyfob.application.user.IssuePasswordLink;
import dev.keyfob.application.user.PasswordLink;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;

/**
 * The administrators' page that creates a link by which a user sets a new password. Only the response to the form shows
 * it. Sending the form again creates another link and invalidates the earlier one.
 */
public final class PasswordLinkPages {

    private final Site site;
    private final ShowUser showUser;
    private final IssuePasswordLink issuePasswordLink;
    private final Templates templates;

    public PasswordLinkPages(Site site, ShowUser showUser, IssuePasswordLink issuePasswordLink, Templates templates) {
        this.site = site;
        this.showUser = showUser;
        this.issuePasswordLink = issuePasswordLink;
        this.templates = templates;
    }

    /** The confirmation page before a link is created. */
    public record Question(PageFrame chrome, String path, String email) {}

    public void ask(Context ctx, SignedInSession session) {
        User user = UserPages.user(ctx, session, showUser);
        templates.show(
                ctx,
                "resetPassword.jte",
                new Question(
                        PageFrame.ofAdministration(session, Sections.USERS),
                        Sections.USERS + "/" + user.id(),
                        user.email().value()));
    }

    public void issue(Context ctx, SignedInSession session) {
        User user = UserPages.user(ctx, session, showUser);
        PasswordLink link = issuePasswordLink.issue(session.person(), user.email());
        templates.show(
                ctx,
                "passwordLink.jte",
                PasswordLinkPanel.of(link, session, site.clock().instant()));
    }
}
