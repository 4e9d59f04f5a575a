package dev.keyfob.web.pages.token;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.signin.SignedInSession;
import io.javalin.http.Context;

/** The administrators' list of all tokens. */
public final class AllTokensPages {

    private static final int ROWS = 50;

    private final TokenLists lists;
    private final Templates templates;

    public AllTokensPages(TokenLists lists, Templates templates) {
        this.lists = lists;
        this.templates = templates;
    }

    /** All that the page shows. */
    public record AllTokens(PageFrame chrome, String notice, TokenListView list) {}

    public void show(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        show(ctx, session, "");
    }

    public void search(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        String error = lists.search(ctx, session, Sections.ALL_TOKENS);
        if (!error.isEmpty()) {
            show(ctx, session, error);
        }
    }

    /** Returns the address of the list that the search form requests. */
    public static String wanted(Context ctx) {
        return TokenLists.wanted(ctx, Sections.ALL_TOKENS);
    }

    private void show(Context ctx, SignedInSession session, String searchError) {
        templates.show(
                ctx,
                "allTokens.jte",
                new AllTokens(
                        PageFrame.ofAdministration(session, Sections.ALL_TOKENS),
                        TokenListView.deleted(ctx),
                        lists.everyones(ctx, session, ROWS, searchError)));
    }
}
