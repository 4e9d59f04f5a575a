package dev.keyfob.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.graphql.GraphQlEndpoint;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.AccessTokenPages;
import dev.keyfob.web.pages.ProfilePage;
import dev.keyfob.web.signin.Authentication;
import dev.keyfob.web.signin.FormCheck;
import dev.keyfob.web.signin.SignInPages;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;

/** Every URL, with who may call it. */
final class Routes {

    private Routes() {}

    static List<Route> of(WebConfig config, WebUseCases useCases, Templates templates, Assets assets) {
        Authentication authentication = new Authentication(config, useCases);
        FormCheck formCheck = new FormCheck(config);
        Guard guard = new Guard(authentication, formCheck);
        SignInPages signIn = new SignInPages(config, useCases, authentication, formCheck, templates);
        AccessTokenPages tokens = new AccessTokenPages(config, useCases, templates);
        GraphQlEndpoint graphQl = new GraphQlEndpoint(useCases, config);
        ProfilePage profile = new ProfilePage(config, templates);
        return List.of(
                guard.open(GET, "/sign-in", signIn::show),
                guard.open(POST, "/sign-in", signIn::signIn),
                guard.person(POST, "/sign-out", signIn::signOut),
                guard.person(GET, "/", (ctx, visit) -> ctx.redirect(AccessTokenPages.PATH, HttpStatus.SEE_OTHER)),
                guard.person(GET, "/settings/profile", profile::show),
                guard.person(GET, "/settings/access-token", tokens::show),
                guard.person(POST, "/settings/access-token", tokens::generate),
                guard.person(GET, "/settings/access-token/{id}/delete", tokens::askToDelete),
                guard.person(POST, "/settings/access-token/{id}/delete", tokens::delete),
                guard.actor(POST, "/graphql", graphQl::handle),
                guard.open(GET, "/assets/{name}", assets::serve),
                guard.open(GET, "/favicon.ico", assets::icon),
                guard.open(GET, "/health/live", ctx -> health(ctx, true)),
                guard.open(
                        GET, "/health/ready", ctx -> health(ctx, config.ready().getAsBoolean())));
    }

    private static void health(Context ctx, boolean isUp) {
        ctx.status(isUp ? 200 : 503)
                .contentType("application/json; charset=utf-8")
                .result("{\"status\":\"" + (isUp ? "up" : "down") + "\"}");
    }
}
