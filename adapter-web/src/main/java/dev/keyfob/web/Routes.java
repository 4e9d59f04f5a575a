package dev.keyfob.web;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.OPTIONS;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import dev.keyfob.web.api.FoundSecrets;
import dev.keyfob.web.api.TokenApi;
import dev.keyfob.web.api.TokenExplanation;
import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.graphql.GraphQlEndpoint;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.openapi.OpenApi;
import dev.keyfob.web.pages.AccessTokenPages;
import dev.keyfob.web.pages.ProfilePage;
import dev.keyfob.web.problem.Answers;
import dev.keyfob.web.signin.Authentication;
import dev.keyfob.web.signin.FormCheck;
import dev.keyfob.web.signin.SignInPages;
import dev.keyfob.web.verify.AuthCheckEndpoint;
import dev.keyfob.web.verify.ClientAuthentication;
import dev.keyfob.web.verify.IntrospectionEndpoint;
import dev.keyfob.web.verify.RevocationEndpoint;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;

/** Every URL, with who may call it. */
final class Routes {

    private Routes() {}

    static List<Route> of(WebConfig config, WebUseCases useCases, Templates templates, Assets assets, Answers answers) {
        Authentication authentication = new Authentication(config, useCases);
        FormCheck formCheck = new FormCheck(config);
        Guard guard = new Guard(authentication, formCheck, new ClientAuthentication(useCases));
        SignInPages signIn = new SignInPages(config, useCases, authentication, formCheck, templates);
        AccessTokenPages tokens = new AccessTokenPages(config, useCases, templates);
        GraphQlEndpoint graphQl = new GraphQlEndpoint(useCases, config);
        ProfilePage profile = new ProfilePage(config, templates);
        TokenApi tokenApi = new TokenApi(config, useCases);
        TokenExplanation tokenExplanation = new TokenExplanation(config, useCases);
        FoundSecrets foundSecrets = new FoundSecrets(config, useCases);
        IntrospectionEndpoint introspection = new IntrospectionEndpoint(config, useCases);
        RevocationEndpoint revocation = new RevocationEndpoint(config, useCases);
        OpenApi openApi = new OpenApi(templates);
        AuthCheckEndpoint authCheck = new AuthCheckEndpoint(config, useCases, answers);
        List<Route> routes = new ArrayList<>(List.of(
                guard.open(GET, "/sign-in", signIn::show),
                guard.open(POST, "/sign-in", signIn::signIn),
                guard.person(POST, "/sign-out", signIn::signOut),
                guard.person(GET, "/", (ctx, visit) -> ctx.redirect(AccessTokenPages.PATH, HttpStatus.SEE_OTHER)),
                guard.person(GET, "/settings/profile", profile::show),
                guard.person(GET, "/settings/access-token", tokens::show),
                guard.person(POST, "/settings/access-token", tokens::generate),
                guard.person(GET, "/settings/access-token/{id}", tokens::showOne),
                guard.person(GET, "/settings/access-token/{id}/delete", tokens::askToDelete),
                guard.person(POST, "/settings/access-token/{id}/delete", tokens::delete),
                guard.actor(POST, "/graphql", graphQl::handle),
                guard.actor(GET, "/api/v1/tokens", tokenApi::list),
                guard.actor(POST, "/api/v1/tokens", tokenApi::create),
                guard.actor(GET, "/api/v1/tokens/self", tokenApi::showSelf),
                guard.actor(DELETE, "/api/v1/tokens/self", tokenApi::revokeSelf),
                guard.actor(POST, "/api/v1/tokens/verify", tokenExplanation::explain),
                guard.actor(GET, "/api/v1/tokens/{id}", tokenApi::show),
                guard.actor(DELETE, "/api/v1/tokens/{id}", tokenApi::revoke),
                guard.open(POST, "/api/v1/credentials/revoke", foundSecrets::revoke),
                guard.client(POST, "/oauth2/introspect", introspection::handle),
                guard.client(POST, "/oauth2/revoke", revocation::handle),
                guard.open(GET, "/openapi.json", openApi::serve),
                guard.open(GET, "/api-reference", openApi::show),
                guard.open(GET, "/assets/{name}", assets::serve),
                guard.open(GET, "/favicon.ico", assets::icon),
                guard.open(GET, "/health/live", ctx -> health(ctx, true)),
                guard.open(
                        GET, "/health/ready", ctx -> health(ctx, config.ready().getAsBoolean()))));
        for (HandlerType method : List.of(GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS)) {
            routes.add(guard.open(method, AuthCheckEndpoint.PATH, authCheck::handle));
            routes.add(guard.open(method, AuthCheckEndpoint.PATH + "/*", authCheck::handle));
        }
        return List.copyOf(routes);
    }

    private static void health(Context ctx, boolean isUp) {
        ctx.status(isUp ? 200 : 503)
                .contentType("application/json; charset=utf-8")
                .result("{\"status\":\"" + (isUp ? "up" : "down") + "\"}");
    }
}
