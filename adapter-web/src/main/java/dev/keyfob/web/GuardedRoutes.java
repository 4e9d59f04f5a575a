package dev.keyfob.web;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.problem.ClientKind;
import dev.keyfob.web.server.Audience;
import dev.keyfob.web.signin.Authentication;
import dev.keyfob.web.signin.CsrfCheck;
import dev.keyfob.web.signin.SignInPages;
import dev.keyfob.web.signin.SignInReason;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.verify.VerificationRequest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates routes, each with its access check. No route can be created without an audience and an access rule. */
final class GuardedRoutes {

    interface PersonHandler {
        void handle(Context ctx, SignedInSession session);
    }

    interface ActorHandler {
        void handle(Context ctx, Actor actor) throws Exception;
    }

    private final Authentication authentication;
    private final CsrfCheck csrfCheck;
    private final DenialRecorder denials;
    private final InstantSource clock;

    /** The paths of pages, to which people can return after they sign in. */
    private final Set<String> pages = new HashSet<>();

    GuardedRoutes(Authentication authentication, CsrfCheck csrfCheck, DenialRecorder denials, InstantSource clock) {
        this.authentication = authentication;
        this.csrfCheck = csrfCheck;
        this.denials = denials;
        this.clock = clock;
    }

    Route open(Audience audience, HandlerType method, String path, Handler handler) {
        return framed(audience, method, path, Access.OPEN, handler);
    }

    /**
     * Creates a route for GET without HEAD. The answer uses up what the request asks for, and a HEAD must not use
     * anything up.
     */
    Route openOnce(Audience audience, String path, Handler handler) {
        return new Route.Framed(audience, HandlerType.GET, path, Access.OPEN, List.of(HandlerType.GET.name()), handler);
    }

    /**
     * Creates a route that redirects a browser from an address for programs to a page. For programs, the path has no
     * GET.
     */
    Route signpost(Audience audience, String path, String target) {
        return new Route.Framed(audience, HandlerType.GET, path, Access.OPEN, List.of(), ctx -> {
            ClientKind client = ClientKind.of(Collections.list(ctx.req().getHeaders("Accept")), List.of());
            if (client != ClientKind.BROWSER) {
                throw new MethodNotAllowedResponse();
            }
            ctx.header("Vary", "Accept").redirect(target, HttpStatus.SEE_OTHER);
        });
    }

    Route person(Audience audience, HandlerType method, String path, PersonHandler handler) {
        if (method == HandlerType.GET) {
            pages.add(path);
        }
        return personal(audience, method, path, staleness(audience, method), handler, ctx -> pageOf(ctx, path));
    }

    /**
     * Creates a route for a form that is filled in again if the user has to sign in first. {@code filledIn} returns the
     * address of the filled-in form.
     */
    Route person(Audience audience, String path, PersonHandler handler, Function<Context, String> filledIn) {
        return personal(audience, HandlerType.POST, path, staleness(audience, HandlerType.POST), handler, filledIn);
    }

    /** Creates a route for a form that only searches. It changes nothing, so it requires no fresh sign-in. */
    Route search(Audience audience, String path, PersonHandler handler, Function<Context, String> filledIn) {
        return personal(audience, HandlerType.POST, path, session -> false, handler, filledIn);
    }

    /**
     * Creates a route for a form that adds or removes a way to sign in. It requires a fresh sign-in from every user.
     */
    Route freshPerson(Audience audience, String path, PersonHandler handler) {
        return personal(audience, HandlerType.POST, path, this::isStale, handler, ctx -> pageOf(ctx, path));
    }

    // Administrators' forms require a fresh sign-in before they are read. The use cases check it again, because a
    // change can also come through another interface.
    private Predicate<SignedInSession> staleness(Audience audience, HandlerType method) {
        boolean changes = method == HandlerType.POST && audience == Audience.ADMINISTRATION;
        return changes ? this::isStaleAdministrator : session -> false;
    }

    private Route personal(
            Audience audience,
            HandlerType method,
            String path,
            Predicate<SignedInSession> isStale,
            PersonHandler handler,
            Function<Context, String> wayBack) {
        return framed(audience, method, path, Access.PERSON, ctx -> {
            // Authenticates a token only if the request has one. The session is looked up once, below.
            Optional<Actor> token = ctx.header("Authorization") == null
                    ? Optional.empty()
                    : authentication.actorOf(ctx).filter(Actor.Bearer.class::isInstance);
            if (token.isPresent()) {
                if (audience == Audience.ADMINISTRATION) {
                    denials.noteTokenAtAdministration(ctx, method, path, token.get());
                }
                throw new Refusal(
                        Reason.SESSION_ONLY,
                        "This page is for signed-in people, not for access tokens. Sign in first.");
            }
            Optional<SignedInSession> session = authentication.sessionOf(ctx);
            if (session.isEmpty()) {
                boolean hasEnded = method == HandlerType.POST || authentication.hadSession(ctx);
                sendToSignIn(ctx, wayBack.apply(ctx), hasEnded ? SignInReason.ENDED : SignInReason.PLAIN);
                return;
            }
            if (method == HandlerType.POST) {
                csrfCheck.requireOwnForm(ctx, session.map(SignedInSession::secret));
                if (isStale.test(session.get())) {
                    sendToSignIn(ctx, wayBack.apply(ctx), SignInReason.FRESH);
                    return;
                }
            }
            try {
                handler.handle(ctx, session.get());
            } catch (Refusal refusal) {
                if (refusal.reason() == Reason.SIGN_IN_TOO_OLD) {
                    sendToSignIn(ctx, wayBack.apply(ctx), SignInReason.FRESH);
                    return;
                }
                denials.note(ctx, method, path, session.get().person(), refusal);
                throw refusal;
            }
        });
    }

    Route actor(Audience audience, HandlerType method, String path, ActorHandler handler) {
        return framed(audience, method, path, Access.ACTOR, ctx -> {
            Actor actor = authentication
                    .actorOf(ctx)
                    .orElseThrow(() -> new Refusal(Reason.NOT_SIGNED_IN, "Send an access token, or sign in first."));
            if (actor instanceof Actor.SignedIn) {
                csrfCheck.requireSameSite(ctx);
            }
            try {
                handler.handle(ctx, actor);
            } catch (Refusal refusal) {
                denials.note(ctx, method, path, actor, refusal);
                throw refusal;
            }
        });
    }

    /** Creates a route whose endpoint authenticates the caller itself, by a token or an API client's secret. */
    Route direct(
            Audience audience,
            HandlerType method,
            String path,
            Access access,
            Function<VerificationRequest, Answer> handler) {
        return new Route.Direct(audience, method, path, access, handler);
    }

    private static Route framed(Audience audience, HandlerType method, String path, Access access, Handler handler) {
        List<String> methods = method == HandlerType.GET
                ? List.of(HandlerType.GET.name(), HandlerType.HEAD.name())
                : List.of(method.name());
        return new Route.Framed(audience, method, path, access, methods, handler);
    }

    // A user who may change nothing here is refused for that reason, and is not asked to sign in again.
    private boolean isStaleAdministrator(SignedInSession session) {
        boolean mayChange = session.person().may(Permission.TOKEN_MANAGE)
                || session.person().may(Permission.AUDIT_VIEW);
        return mayChange && isStale(session);
    }

    private boolean isStale(SignedInSession session) {
        return !session.person().isFreshAt(clock.instant());
    }

    private static void sendToSignIn(Context ctx, String next, SignInReason why) {
        ctx.redirect(SignInPages.pathFor(next, why), HttpStatus.SEE_OTHER);
    }

    /**
     * Returns the address of a form's page, with the query of the request. The page has the form's own address or one
     * above it. It is found by its route, because another page may have an address of the same shape.
     */
    private String pageOf(Context ctx, String path) {
        String page = path;
        while (!page.isEmpty() && !pages.contains(page)) {
            page = page.substring(0, page.lastIndexOf('/'));
        }
        int depth = page.split("/", -1).length;
        String address = Stream.of(ctx.path().split("/", -1)).limit(depth).collect(Collectors.joining("/"));
        String query = ctx.queryString();
        return query == null ? address : address + "?" + query;
    }
}
