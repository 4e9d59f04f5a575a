package dev.keyfob.web.explorer;

import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.server.SecurityHeaders;
import dev.keyfob.web.signin.SignedInSession;
import io.javalin.http.Context;
import java.util.List;

/** The page of the GraphQL explorer. It is the only page whose script may send requests, and only to this server. */
public final class ExplorerPages {

    private static final List<String> STYLES = List.of("graphiql.min.css", "explorer.css");
    private static final List<String> SCRIPTS =
            List.of("react.production.min.js", "react-dom.production.min.js", "graphiql.min.js", "explorer.js");

    private final Assets assets;
    private final Templates templates;

    public ExplorerPages(Assets assets, Templates templates) {
        this.assets = assets;
        this.templates = templates;
    }

    /** What the page shows: the addresses of its files, in loading order. */
    public record ExplorerView(PageFrame chrome, List<String> styles, List<String> scripts) {}

    public void show(Context ctx, SignedInSession session) {
        ctx.header(SecurityHeaders.POLICY, SecurityHeaders.policyWithRequests());
        templates.show(
                ctx,
                "explorer.jte",
                new ExplorerView(
                        PageFrame.ofReading(session, "GraphQL explorer"),
                        STYLES.stream().map(assets::url).toList(),
                        SCRIPTS.stream().map(assets::url).toList()));
    }
}
