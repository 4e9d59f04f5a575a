package dev.keyfob.web.verify;

import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Decision;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.problem.Answers;
import dev.keyfob.web.problem.Problem;
import dev.keyfob.web.signin.Authentication;
import dev.keyfob.web.site.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code /auth/check}, with any method and below it any path: may this request pass?
 *
 * <p>Proxies ask it before they let a request through. The answer is 200, 401 or 403 and nothing else, because nginx
 * turns every other status into 500; when the database is gone it is 403. What the request needs is said by {@code
 * permission} in the query, by the header {@code X-Keyfob-Permission}, and by the rules of the settings for the path
 * that the proxy names, taken together: whoever adds one can only make the check stricter. A path that servers read
 * differently is 403, also where there are no rules. Every header of the answer is always there, empty where there is
 * nothing to say, so that a proxy which copies them overwrites what a client smuggled in.
 */
public final class AuthCheckEndpoint {

    public static final String PATH = "/auth/check";
    public static final String REQUIRED = "X-Keyfob-Permission";

    private static final String USER = "X-Auth-User";
    private static final String USER_ID = "X-Auth-User-Id";
    private static final String TOKEN_ID = "X-Auth-Token-Id";
    private static final String TOKEN_NAME = "X-Auth-Token-Name";
    private static final String PERMISSIONS = "X-Auth-Permissions";
    private static final String EXPIRES = "X-Auth-Expires";
    public static final String REASON = "X-Auth-Reason";

    /** Those that every answer has. */
    public static final List<String> HEADERS =
            List.of(USER, USER_ID, TOKEN_ID, TOKEN_NAME, PERMISSIONS, EXPIRES, REASON);

    private static final Pattern SEPARATOR = Pattern.compile("[^A-Za-z0-9]");

    private final VerifyToken verifyToken;
    private final PermissionCatalogue catalogue;
    private final Scope.Of scopes;
    private final PathRules rules;

    public AuthCheckEndpoint(Site site, PathRules rules, VerifyToken verifyToken) {
        this.verifyToken = verifyToken;
        this.catalogue = site.rules().catalogue();
        this.scopes = new Scope.Of(site.rules().ceiling());
        this.rules = rules;
    }

    /**
     * Is that a header which CGI, and what follows it, reads as one of ours, while the proxy takes it for another? The
     * proxy would not overwrite what a client smuggles in by it.
     */
    private static boolean isReadAsOurs(String name) {
        if (!name.regionMatches(true, 0, "X", 0, 1) || HEADERS.stream().anyMatch(name::equalsIgnoreCase)) {
            return false;
        }
        String read = SEPARATOR.matcher(name).replaceAll("-");
        return HEADERS.stream().anyMatch(read::equalsIgnoreCase);
    }

    /** Whether that path, percent-encoded, is ours. */
    public static boolean isAt(String path) {
        return path != null
                && path.startsWith(PATH)
                && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
    }

    public Answer answer(VerificationRequest asked) {
        if (asked.headerNames().stream().anyMatch(AuthCheckEndpoint::isReadAsOurs)) {
            return withHeaders(Answers.ofStatus(403), 403, "bad_request");
        }
        try {
            return check(asked);
        } catch (Refusal refusal) {
            return refused(refusal);
        } catch (RuntimeException broken) {
            return withHeaders(Answers.closed(broken, "The check of a request"), 403, "unavailable");
        }
    }

    private Answer check(VerificationRequest asked) {
        Optional<String> secret = Authentication.bearerSecretOf(asked.headers("Authorization"));
        if (secret.isEmpty()) {
            return refused(new Refusal(
                    Reason.NOT_SIGNED_IN, "Send an access token: Authorization: Bearer, a space, and the token."));
        }
        Verification verification = verifyToken.verify(asked.address(), secret.get(), requiredOf(asked, secret.get()));
        if (verification instanceof Verification.Unusable unusable) {
            return refused(new Refusal(unusable.reason(), "The access token is not valid here."));
        }
        for (Decision decision : verification.decisions()) {
            if (!decision.isAllowed()) {
                return refused(decision.refusal());
            }
        }
        return allowed(((Verification.Usable) verification).owned());
    }

    private Answer allowed(OwnedToken found) {
        AccessToken token = found.token();
        User owner = found.owner();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(USER, owner.email().value());
        headers.put(USER_ID, owner.id().toString());
        headers.put(TOKEN_ID, token.id().toString());
        headers.put(TOKEN_NAME, inAscii(token.name().value()));
        headers.put(PERMISSIONS, scopes.token(token.narrowing()).text());
        headers.put(EXPIRES, token.expiresAt().map(AuthCheckEndpoint::inSeconds).orElse(""));
        headers.put(REASON, "");
        return Answer.empty(200, headers);
    }

    // A permission that cannot be read is the proxy's mistake, and no reason to let anybody pass.
    private static Answer refused(Refusal refusal) {
        Problem problem = Problem.of(refusal);
        return withHeaders(Answers.of(refusal), problem.status() == 401 ? 401 : 403, problem.reason());
    }

    private static Answer withHeaders(Answer answer, int status, String reason) {
        Map<String, String> headers = new LinkedHashMap<>();
        HEADERS.forEach(header -> headers.put(header, ""));
        headers.put(REASON, reason);
        headers.putAll(answer.headers());
        return new Answer(status, headers, answer.contentType(), answer.body());
    }

    // What no rule fits is refused to whoever asks. The owner of the token finds out why on its page.
    private SortedSet<Permission> requiredOf(VerificationRequest asked, String secret) {
        try {
            return required(asked);
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.NO_RULE) {
                verifyToken.noteRefused(asked.address(), secret, Reason.NO_RULE);
            }
            throw refusal;
        }
    }

    private SortedSet<Permission> required(VerificationRequest asked) {
        SortedSet<Permission> required = new TreeSet<>();
        asked.query()
                .map(AuthCheckEndpoint::parameters)
                .map(parameters -> parameters.get(OAuthForm.PERMISSION))
                .ifPresent(names -> addTo(required, names));
        for (String header : asked.headers(REQUIRED)) {
            for (String names : header.split(",", -1)) {
                addTo(required, List.of(names.strip().split(" +")));
            }
        }
        List<OriginalRequest> requests = OriginalRequest.of(asked);
        if (requests.isEmpty() && required.isEmpty() && !rules.isEmpty()) {
            throw PathRules.noRule("The proxy does not say which request it asks about. Have it send X-Original-URI"
                    + " and X-Original-Method.");
        }
        requests.forEach(each -> rules.needed(each.method(), each.target()).ifPresent(required::add));
        return required;
    }

    // An empty name is refused like any that cannot be read: it is what a proxy sends whose variable is not set.
    private void addTo(SortedSet<Permission> required, List<String> names) {
        names.forEach(name -> required.add(catalogue.named(name)));
    }

    private static Map<String, List<String>> parameters(String query) {
        try {
            return VerificationRequest.parameters(query);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.QUERY_UNREADABLE, "The query is not well encoded.");
        }
    }

    /** Percent-encoded as in a URL: headers carry ASCII alone. */
    private static String inAscii(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String inSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
