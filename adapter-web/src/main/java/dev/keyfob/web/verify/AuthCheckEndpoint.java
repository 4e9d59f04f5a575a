package dev.keyfob.web.verify;

import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Decision;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionDenied;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.problem.ClientKind;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.problem.ForwardAuthExplanations;
import dev.keyfob.web.problem.Incident;
import dev.keyfob.web.problem.Problem;
import dev.keyfob.web.signin.Carrier;
import dev.keyfob.web.signin.Carriers;
import dev.keyfob.web.site.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code /auth/check}, with any method and any path below it: decides whether a request may pass a proxy.
 *
 * <p>Proxies ask it before they let a request through. The answer is 200, 401 or 403 and nothing else, because nginx
 * turns every other status into 500. If the database cannot be reached, it is 403. What the request needs is the union
 * of three things: {@code permission} in the query, the header {@code X-Keyfob-Permission}, and the configured rules
 * for the path that the proxy names. So each of them can only make the check stricter. If nothing is needed, because a
 * rule says {@code public}, no token is required. A path that servers read differently is answered with 403, even if
 * there are no rules. Every answer has all headers, empty if there is no value, so that a proxy which copies them
 * overwrites headers that a client has forged. The body of a 403 explains the refusal to the caller. A 401 says
 * whether a token was sent, but never why a token is not accepted.
 */
public final class AuthCheckEndpoint {

    public static final String PATH = "/auth/check";

    /** The header by which a proxy names the needed permission, and by which an answer names the missing one. */
    public static final String REQUIRED = "X-Keyfob-Permission";

    private static final String USER = "X-Auth-User";
    private static final String USER_ID = "X-Auth-User-Id";
    private static final String TOKEN_ID = "X-Auth-Token-Id";
    private static final String TOKEN_NAME = "X-Auth-Token-Name";
    private static final String PERMISSIONS = "X-Auth-Permissions";
    private static final String EXPIRES = "X-Auth-Expires";
    public static final String REASON = "X-Auth-Reason";

    private static final String CHALLENGE = "WWW-Authenticate";

    /** The headers of every answer. */
    public static final List<String> HEADERS =
            List.of(USER, USER_ID, TOKEN_ID, TOKEN_NAME, PERMISSIONS, EXPIRES, REASON);

    private static final Pattern SEPARATOR = Pattern.compile("[^A-Za-z0-9]");

    private final String endOfChallenge;
    private final ForwardAuthExplanations explanations;
    private final VerifyToken verifyToken;
    private final PermissionCatalogue catalogue;
    private final Scope.Of scopes;
    private final PathRules rules;
    private final Carriers carriers;

    /** {@code endOfChallenge} is appended to each challenge. */
    public AuthCheckEndpoint(
            Site site,
            PathRules rules,
            Set<Carrier> carriers,
            String endOfChallenge,
            VerifyToken verifyToken,
            ForwardAuthExplanations explanations) {
        this.endOfChallenge = endOfChallenge;
        this.explanations = explanations;
        this.verifyToken = verifyToken;
        this.catalogue = site.tokenSettings().catalogue();
        this.scopes = new Scope.Of(site.tokenSettings().ceiling());
        this.rules = rules;
        this.carriers = new Carriers(carriers, site.tokenSettings().format());
    }

    /**
     * Returns whether CGI programs would read this header as one of Keyfob's, although its name differs. A proxy would
     * not overwrite it, so a client could forge an identity with it.
     */
    private static boolean isReadAsOurs(String name) {
        if (!name.regionMatches(true, 0, "X", 0, 1) || HEADERS.stream().anyMatch(name::equalsIgnoreCase)) {
            return false;
        }
        String read = SEPARATOR.matcher(name).replaceAll("-");
        return HEADERS.stream().anyMatch(read::equalsIgnoreCase);
    }

    /** Returns whether this path, percent-encoded, belongs to the endpoint. */
    public static boolean isAt(String path) {
        return path != null
                && path.startsWith(PATH)
                && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
    }

    public Answer answer(VerificationRequest asked) {
        if (asked.headerNames().stream().anyMatch(AuthCheckEndpoint::isReadAsOurs)) {
            return forbidden(asked, Problem.ofStatus(400), Optional.empty(), Map.of());
        }
        try {
            return check(asked);
        } catch (Refusal refusal) {
            return refused(asked, refusal);
        } catch (RuntimeException broken) {
            Incident.note(broken, "The check of a request");
            return forbidden(asked, Problem.unavailable(), Optional.empty(), Map.of());
        }
    }

    private Answer check(VerificationRequest asked) {
        Needs needs = needs(asked);
        return needs.isToken() ? checkToken(asked, needs) : pass(asked);
    }

    private Answer checkToken(VerificationRequest asked, Needs needs) {
        String secret = carriers.secretOf(asked::headers)
                .orElseThrow(() -> new Refusal(
                        Reason.NOT_SIGNED_IN, "Send an access token: Authorization: Bearer, a space, and the token."));
        if (needs.refusal().isPresent()) {
            throw noted(asked, secret, needs.refusal().get());
        }
        Verification verification = verifyToken.verify(asked.address(), secret, needs.permissions());
        if (verification instanceof Verification.Unusable unusable) {
            throw new Refusal(unusable.reason(), "The access token is not valid here.");
        }
        verification.decisions().forEach(Decision::orRefuse);
        return allowed(((Verification.Usable) verification).owned());
    }

    /** Lets the request pass. A caller with a valid token is named; any other caller is anonymous. */
    private Answer pass(VerificationRequest asked) {
        Optional<OwnedToken> caller;
        try {
            caller = carriers.secretOf(asked::headers)
                    .map(secret -> verifyToken.verify(asked.address(), secret, List.of()))
                    .filter(Verification::isUsable)
                    .flatMap(Verification::found);
        } catch (Refusal bad) {
            caller = Optional.empty();
        }
        return caller.map(this::allowed).orElseGet(() -> Answer.empty(200, blank("")));
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

    // A permission that cannot be parsed is a mistake in the proxy's configuration, and must not let a request pass.
    private Answer refused(VerificationRequest asked, Refusal refusal) {
        Problem problem = Problem.of(refusal);
        if (problem.status() != 401) {
            return forbidden(asked, problem, PermissionDenied.lackedBy(refusal), ErrorResponses.headersOf(refusal));
        }
        Map<String, String> headers = blank(problem.reason());
        headers.putAll(ErrorResponses.headersOf(refusal));
        headers.computeIfPresent(
                CHALLENGE, (name, bearer) -> carriers.challenge(bearer + endOfChallenge, offersBasic(asked)));
        return new Answer(problem.status(), headers, Problem.MEDIA_TYPE, problem.json());
    }

    /**
     * Answers 403 for any problem, because proxies understand no other status as a refusal. Most pass the body on to
     * the caller.
     */
    private Answer forbidden(
            VerificationRequest asked, Problem problem, Optional<Permission> lacked, Map<String, String> headers) {
        Map<String, String> all = blank(problem.reason());
        lacked.ifPresent(permission -> all.put(REQUIRED, permission.name()));
        all.putAll(headers);
        all.computeIfPresent(CHALLENGE, (name, bearer) -> bearer + endOfChallenge);
        return explanations.of(
                problem.atProxy(), lacked, ClientKind.of(asked.headers("Accept"), asked.headers("User-Agent")), all);
    }

    /**
     * Returns whether the proxy's address asks to offer Basic. It is not the default, because browsers show a dialog
     * for it.
     */
    private static boolean offersBasic(VerificationRequest asked) {
        return asked.query()
                .filter(query -> List.of(query.split("&")).contains("challenge=basic"))
                .isPresent();
    }

    private static Map<String, String> blank(String reason) {
        Map<String, String> headers = new LinkedHashMap<>();
        HEADERS.forEach(header -> headers.put(header, ""));
        headers.put(REASON, reason);
        return headers;
    }

    /**
     * What a request needs. {@code refusal} is the reason why no token may make it. It is thrown only once a token was
     * found, because a request without a token gets a 401.
     */
    private record Needs(boolean isToken, SortedSet<Permission> permissions, Optional<Refusal> refusal) {}

    // A request without a matching rule is refused to every caller. Recorded, so that the owner of the token finds the
    // reason on its page.
    private Refusal noted(VerificationRequest asked, String secret, Refusal refusal) {
        if (refusal.reason() == Reason.NO_RULE) {
            verifyToken.noteRefused(asked.address(), secret, Reason.NO_RULE);
        }
        return refusal;
    }

    private Needs needs(VerificationRequest asked) {
        SortedSet<Permission> permissions = new TreeSet<>();
        try {
            addAsked(asked, permissions);
            List<OriginalRequest> requests = OriginalRequest.of(asked);
            if (requests.isEmpty() && permissions.isEmpty() && !rules.isEmpty()) {
                throw PathRules.noRule("The proxy does not say which request it asks about. Have it send X-Original-URI"
                        + " and X-Original-Method.");
            }
            // A permission that the proxy names is required even if a rule says that nothing is needed.
            boolean isToken = requests.isEmpty() || !permissions.isEmpty();
            for (OriginalRequest each : requests) {
                PathRules.Need need = rules.needed(each.method(), each.target());
                isToken |= need.isToken();
                need.permission().ifPresent(permissions::add);
            }
            return new Needs(isToken, permissions, Optional.empty());
        } catch (Refusal refusal) {
            return new Needs(true, permissions, Optional.of(refusal));
        }
    }

    private void addAsked(VerificationRequest asked, SortedSet<Permission> permissions) {
        asked.query()
                .map(AuthCheckEndpoint::parameters)
                .map(parameters -> parameters.get(OAuthForm.PERMISSION))
                .ifPresent(names -> addTo(permissions, names));
        for (String header : asked.headers(REQUIRED)) {
            for (String names : header.split(",", -1)) {
                addTo(permissions, List.of(names.strip().split(" +")));
            }
        }
    }

    // An empty name is refused like any invalid one, because a proxy sends it if its variable is not set.
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

    /** Percent-encodes as in a URL, because headers carry ASCII only. */
    private static String inAscii(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String inSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
