package dev.keyfob.web.pages.user;

import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.user.RemoveUser;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.EnumSet;
import java.util.Map;

/**
 * The administrators' page that removes a user. The administrator must type the user's address, because removal cannot
 * be undone.
 */
public final class RemoveUserPages {

    private static final String EMAIL = "email";

    private final ShowUser showUser;
    private final RemoveUser removeUser;
    private final ListTokens listTokens;
    private final Templates templates;

    public RemoveUserPages(ShowUser showUser, RemoveUser removeUser, ListTokens listTokens, Templates templates) {
        this.showUser = showUser;
        this.removeUser = removeUser;
        this.listTokens = listTokens;
        this.templates = templates;
    }

    /** The confirmation page, with what was typed and the number of active tokens that stop working. */
    public record Question(PageFrame chrome, String id, String email, long tokens, String typed, WrongField wrong) {}

    public void ask(Context ctx, SignedInSession session) {
        show(ctx, session, user(ctx, session), "", WrongField.none());
    }

    public void remove(Context ctx, SignedInSession session) {
        User user = user(ctx, session);
        String typed = FormFields.text(ctx, EMAIL);
        if (!typed.strip().equalsIgnoreCase(user.email().value())) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(
                    ctx,
                    session,
                    user,
                    typed,
                    new WrongField(EMAIL, "That is not the address of this user. Type " + user.email() + "."));
            return;
        }
        try {
            removeUser.remove(session.person(), user.email());
            ctx.redirect(Sections.USERS + "/" + user.id(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, user, typed, WrongField.of(refusal, Map.of()));
        }
    }

    private void show(Context ctx, SignedInSession session, User user, String typed, WrongField wrong) {
        TokenFilter active =
                TokenFilter.ownedBy(user.id()).and(listTokens.inState(session.person(), EnumSet.of(TokenState.ACTIVE)));
        templates.show(
                ctx,
                "removeUser.jte",
                new Question(
                        PageFrame.ofAdministration(session, Sections.USERS),
                        user.id().toString(),
                        user.email().value(),
                        listTokens.count(session.person(), active),
                        typed,
                        wrong));
    }

    // A removed user cannot be removed again, so this page does not find them.
    private User user(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        User user = showUser.show(session.person(), UserId.parse(ctx.pathParam("user")));
        if (user.isRemoved()) {
            throw UserId.notFound();
        }
        return user;
    }
}
