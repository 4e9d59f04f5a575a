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
import dev.keyfob.web.signin.Visit;
import dev.keyfob.web.signin.Why;
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

/** Makes routes, each with its check. There is no way to make one without saying whom it serves and who may call it. */
final class GuardedRoutes {

    interface PersonHandler {
        void handle(Context ctx, Visit visit);
    }

    interface ActorHandler {
        void handle(Context ctx, Actor actor) throws Exception;
    }

    private final Authentication authentication;
    private final CsrfCheck csrfCheck;
    private final Denials denials;
    private final InstantSource clock;

    /** The paths of pages: where people can be sent back to after signing in. */
    private final Set<String> pages = new HashSet<>();

    GuardedRoutes(Authentication authentication, CsrfCheck csrfCheck, Denials denials, InstantSource clock) {
        this.authentication = authentication;
        this.csrfCheck = csrfCheck;
        this.denials = denials;
        this.clock = clock;
    }

    Route open(Audience audience, HandlerType method, String path, Handler handler) {
        return framed(audience, method, path, Access.OPEN, handler);
    }

    /** By GET alone: what is asked for is used up by the answer, and a HEAD uses nothing up. */
    Route openOnce(Audience audience, String path, Handler handler) {
        return new Route.Framed(audience, HandlerType.GET, path, Access.OPEN, List.of(HandlerType.GET.name()), handler);
    }

    /** Leads people on who open in a browser what is for programs. To those, the path has no GET. */
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

    /** A form that is filled in again where a sign-in came between: {@code filledIn} is the address that does it. */
    Route person(Audience audience, String path, PersonHandler handler, Function<Context, String> filledIn) {
        return personal(audience, HandlerType.POST, path, staleness(audience, HandlerType.POST), handler, filledIn);
    }

    /** A form that only looks for something: it changes nothing, so it asks for no fresh sign-in. */
    Route search(Audience audience, String path, PersonHandler handler, Function<Context, String> filledIn) {
        return personal(audience, HandlerType.POST, path, visit -> false, handler, filledIn);
    }

    /** A form that gives or takes a way into the account: it asks everybody for a fresh sign-in. */
    Route freshPerson(Audience audience, String path, PersonHandler handler) {
        return personal(audience, HandlerType.POST, path, this::isStale, handler, ctx -> pageOf(ctx, path));
    }

    // Administrators' forms ask before they are read. The use cases ask again, whatever door a change comes in by.
    private Predicate<Visit> staleness(Audience audience, HandlerType method) {
        boolean changes = method == HandlerType.POST && audience == Audience.ADMINISTRATION;
        return changes ? this::isStaleAdministrator : visit -> false;
    }

    private Route personal(
            Audience audience,
            HandlerType method,
            String path,
            Predicate<Visit> isStale,
            PersonHandler handler,
            Function<Context, String> wayBack) {
        return framed(audience, method, path, Access.PERSON, ctx -> {
            // Only a request that brings a token is asked for it: a session is looked up once, below.
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
            Optional<Visit> visit = authentication.visitOf(ctx);
            if (visit.isEmpty()) {
                boolean hasEnded = method == HandlerType.POST || authentication.hadSession(ctx);
                sendToSignIn(ctx, wayBack.apply(ctx), hasEnded ? Why.ENDED : Why.PLAIN);
                return;
            }
            if (method == HandlerType.POST) {
                csrfCheck.requireOwnForm(ctx, visit.map(Visit::secret));
                if (isStale.test(visit.get())) {
                    sendToSignIn(ctx, wayBack.apply(ctx), Why.FRESH);
                    return;
                }
            }
            try {
                handler.handle(ctx, visit.get());
            } catch (Refusal refusal) {
                if (refusal.reason() == Reason.SIGN_IN_TOO_OLD) {
                    sendToSignIn(ctx, wayBack.apply(ctx), Why.FRESH);
                    return;
                }
                denials.note(ctx, method, path, visit.get().person(), refusal);
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

    /** These endpoints authenticate the caller themselves, by a token or an API client's secret. */
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

    // Whoever may change nothing there is refused for that, however lately they signed in.
    private boolean isStaleAdministrator(Visit visit) {
        boolean mayChange =
                visit.person().may(Permission.TOKEN_MANAGE) || visit.person().may(Permission.AUDIT_VIEW);
        return mayChange && isStale(visit);
    }

    private boolean isStale(Visit visit) {
        return !visit.person().isFreshAt(clock.instant());
    }

    private static void sendToSignIn(Context ctx, String next, Why why) {
        ctx.redirect(SignInPages.pathFor(next, why), HttpStatus.SEE_OTHER);
    }

    /**
     * The page of a form, with the query of the request: at the form's own address, or above it. Pages are known by
     * their routes, since another page may have an address of the same shape.
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
