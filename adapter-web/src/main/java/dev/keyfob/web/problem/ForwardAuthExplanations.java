package dev.keyfob.web.problem;

import dev.keyfob.domain.digest.Sha256;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.site.Site;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Explains to the caller of an API why a request was refused: the permission, the reason, and where to read more.
 *
 * <p>A proxy shows the explanation under the address of the API. So its links are absolute, its page loads nothing, and
 * it does not name the owner of the token.
 */
public final class ForwardAuthExplanations {

    /** The page where people see the refusals of their tokens. */
    public static final String OWN_REFUSALS = "/settings/refusals";

    private static final String DOCS = "/docs/refusals";
    private static final String STYLE = "<style>";

    private final Templates templates;
    private final String refusals;
    private final String docs;

    public ForwardAuthExplanations(Site site, Templates templates) {
        this.templates = templates;
        this.refusals = site.origin() + OWN_REFUSALS;
        this.docs = site.origin() + DOCS;
    }

    /** What the page shows. {@code permission} is empty if none is missing. */
    public record View(Problem problem, String permission, String refusals, String docs) {}

    /**
     * Returns the explanation for this kind of client. {@code lacked} is the permission that the token would need, and
     * {@code headers} are added.
     */
    public Answer of(Problem problem, Optional<Permission> lacked, ClientKind client, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Vary", ClientKind.HEADERS);
        String permission = lacked.map(Permission::name).orElse("");
        return switch (client) {
            case PROGRAM -> new Answer(problem.status(), all, Problem.MEDIA_TYPE, problem.json(more(permission)));
            case BROWSER -> {
                byte[] page = templates.page("refused.jte", new View(problem, permission, refusals, docs));
                all.put("Content-Security-Policy", policy(page));
                yield new Answer(problem.status(), all, Templates.MEDIA_TYPE, page);
            }
            case GIT -> new Answer(problem.status(), all, "text/plain; charset=utf-8", text(problem, permission));
        };
    }

    private Map<String, String> more(String permission) {
        Map<String, String> more = new LinkedHashMap<>();
        if (!permission.isEmpty()) {
            more.put("permission", permission);
        }
        more.put("refusals", refusals);
        more.put("docs", docs);
        return more;
    }

    private byte[] text(Problem problem, String permission) {
        String subject = permission.isEmpty() ? "" : permission + ", ";
        return ("Keyfob: " + problem.title() + " (" + subject + problem.reason() + ").\n" + problem.detail() + "\nSee "
                        + refusals + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a policy that allows only the style inside the page. */
    private static String policy(byte[] page) {
        String text = new String(page, StandardCharsets.UTF_8);
        String style = text.substring(text.indexOf(STYLE) + STYLE.length(), text.indexOf("</style>"));
        return "default-src 'none'; style-src 'sha256-" + digest(style)
                + "'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static String digest(String style) {
        return Base64.getEncoder().encodeToString(Sha256.of(style).bytes());
    }
}
