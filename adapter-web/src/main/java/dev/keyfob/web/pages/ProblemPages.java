package dev.keyfob.web.pages;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.Requirement;
import dev.keyfob.domain.user.Role;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.problem.Problem;
import dev.keyfob.web.problem.ProblemPage;
import dev.keyfob.web.signin.Authentication;
import dev.keyfob.web.signin.SignedInSession;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Shows errors to people, inside the frame of the pages if they are signed in. */
public final class ProblemPages implements ProblemPage {

    private final PermissionCatalogue catalogue;
    private final Authentication authentication;
    private final Templates templates;

    public ProblemPages(PermissionCatalogue catalogue, Authentication authentication, Templates templates) {
        this.catalogue = catalogue;
        this.authentication = authentication;
        this.templates = templates;
    }

    /** A link to continue. */
    public record Way(String label, String path) {}

    /** What the page shows. */
    public record ProblemView(Optional<PageFrame> frame, int status, String title, String detail, List<Way> ways) {}

    @Override
    public void show(Context ctx, Problem problem, Optional<Permission> lacked) {
        Optional<PageFrame> frame =
                session(ctx, problem).map(session -> PageFrame.around(session, ctx.path(), problem.title()));
        templates.show(
                ctx,
                "problem.jte",
                new ProblemView(
                        frame,
                        problem.status(),
                        problem.title(),
                        lacked.flatMap(this::roleFor).map(ProblemPages::missing).orElse(problem.detail()),
                        ways(frame)));
    }

    // After a server error nothing more is looked up, because the database may be the cause.
    private Optional<SignedInSession> session(Context ctx, Problem problem) {
        Optional<SignedInSession> known = Authentication.knownSessionOf(ctx);
        if (known.isPresent() || problem.status() >= 500) {
            return known;
        }
        try {
            return authentication.sessionOf(ctx);
        } catch (RuntimeException cannotBeLookedUp) {
            // Show the problem without the frame. The reader needs it more than the menu.
            return Optional.empty();
        }
    }

    private Optional<Role> roleFor(Permission lacked) {
        return catalogue
                .requirementOf(lacked)
                .filter(Requirement.HeldRole.class::isInstance)
                .map(requirement -> ((Requirement.HeldRole) requirement).role());
    }

    private static String missing(Role role) {
        String name = role.name().equals("admin") ? "administrator" : role.name();
        return "You need the " + name + " role. If your work calls for it, ask an administrator to give it to you.";
    }

    private static List<Way> ways(Optional<PageFrame> frame) {
        Way tokens = new Way("Go to your access tokens", Sections.OWN_TOKENS);
        Way search = new Way("Search the documentation", Sections.DOCS_SEARCH);
        return frame.filter(PageFrame::isAdministration).isPresent()
                ? List.of(new Way("Go to everyone's tokens", Sections.ALL_TOKENS), tokens, search)
                : List.of(tokens, search);
    }
}
