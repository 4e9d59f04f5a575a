package dev.keyfob.web.pages.user;

import dev.keyfob.application.user.EditUser;
import dev.keyfob.application.user.ListReservedEmails;
import dev.keyfob.application.user.ReleaseReservedEmail;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.application.user.UserEdit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The administrators' pages that change a user's name and e-mail address, and free addresses that users had before. */
public final class EditUserPages {

    public static final String RESERVED = "/admin/reserved-emails";

    private static final String EMAIL = "email";

    /** The field that each refusal concerns. */
    private static final Map<Reason, String> FIELDS = Map.of(
            Reason.NAME_TOO_LONG, OwnNamePages.NAME,
            Reason.NAME_NOT_PLAIN, OwnNamePages.NAME,
            Reason.EMAIL_UNREADABLE, EMAIL,
            Reason.EMAIL_TAKEN, EMAIL,
            Reason.EMAIL_RESERVED, EMAIL,
            Reason.EMAIL_NOT_RESERVED, EMAIL);

    private final Site site;
    private final ShowUser showUser;
    private final EditUser editUser;
    private final ReleaseReservedEmail releaseReservedEmail;
    private final ListReservedEmails listReservedEmails;
    private final Templates templates;

    public EditUserPages(
            Site site,
            ShowUser showUser,
            EditUser editUser,
            ReleaseReservedEmail releaseReservedEmail,
            ListReservedEmails listReservedEmails,
            Templates templates) {
        this.site = site;
        this.showUser = showUser;
        this.editUser = editUser;
        this.releaseReservedEmail = releaseReservedEmail;
        this.listReservedEmails = listReservedEmails;
        this.templates = templates;
    }

    /** An address that a user had before. */
    public record Earlier(String email, String user, Moment since) {
        static Earlier of(ReservedEmail reserved, Instant now) {
            return new Earlier(reserved.email().value(), reserved.user().toString(), Moment.of(reserved.since(), now));
        }
    }

    /** The form to change a user. */
    public record EditForm(
            PageFrame chrome,
            String id,
            String email,
            String name,
            String newEmail,
            WrongField wrong,
            List<Earlier> earlier) {}

    /** The addresses that are reserved, so that no account can have them. */
    public record ReservedEmails(
            PageFrame chrome, String notice, String typed, WrongField wrong, List<Earlier> latest, boolean mayBeMore) {}

    public void ask(Context ctx, SignedInSession session) {
        User user = user(ctx, session);
        show(ctx, session, user, user.name().orElse(""), user.email().value(), WrongField.none());
    }

    /** Changes the user. A field that was not sent stays unchanged. */
    public void edit(Context ctx, SignedInSession session) {
        User user = user(ctx, session);
        Optional<String> name = Optional.ofNullable(ctx.formParam("name"));
        Optional<String> email = Optional.ofNullable(ctx.formParam("email"));
        try {
            editUser.edit(
                    session.person(),
                    user.email(),
                    new UserEdit(name.map(DisplayName::parse), email.map(Email::parse)));
            ctx.redirect(Sections.USERS + "/" + user.id() + "?done", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(
                    ctx,
                    session,
                    user,
                    name.orElse(user.name().orElse("")),
                    email.orElse(user.email().value()),
                    WrongField.of(refusal, FIELDS));
        }
    }

    public void showReserved(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        showReserved(
                ctx,
                session,
                ctx.queryParam("freed") == null ? "" : "The address is free. Any account can have it now.",
                "",
                WrongField.none());
    }

    public void free(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        String typed = FormFields.text(ctx, "email");
        try {
            releaseReservedEmail.release(session.person(), Email.parse(typed));
            ctx.redirect(RESERVED + "?freed", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            showReserved(ctx, session, "", typed, WrongField.of(refusal, FIELDS));
        }
    }

    private void show(Context ctx, SignedInSession session, User user, String name, String email, WrongField wrong) {
        templates.show(
                ctx,
                "editUser.jte",
                new EditForm(
                        PageFrame.ofAdministration(session, Sections.USERS),
                        user.id().toString(),
                        user.email().value(),
                        name,
                        email,
                        wrong,
                        listed(listReservedEmails.listFor(session.person(), user.id()))));
    }

    private void showReserved(Context ctx, SignedInSession session, String notice, String typed, WrongField wrong) {
        List<Earlier> latest = listed(listReservedEmails.list(session.person()));
        templates.show(
                ctx,
                "reservedEmails.jte",
                new ReservedEmails(
                        PageFrame.ofAdministration(session, Sections.USERS),
                        notice,
                        typed,
                        wrong,
                        latest,
                        latest.size() == ListReservedEmails.MOST));
    }

    private List<Earlier> listed(List<ReservedEmail> reserved) {
        Instant now = site.clock().instant();
        return reserved.stream().map(each -> Earlier.of(each, now)).toList();
    }

    private User user(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        User user = showUser.show(session.person(), UserId.parse(ctx.pathParam("user")));
        if (user.isRemoved()) {
            throw UserId.notFound();
        }
        return user;
    }
}
