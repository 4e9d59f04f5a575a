package dev.keyfob.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.signin.Authentication;
import dev.keyfob.web.signin.FormCheck;
import dev.keyfob.web.signin.SignInPages;
import io.javalin.http.Context;
import java.util.List;

/** Every URL, with who may call it. */
final class Routes {

    private Routes() {}

    static List<Route> of(WebConfig config, WebUseCases useCases, Templates templates, Assets assets) {
        Authentication authentication = new Authentication(config, useCases);
        FormCheck formCheck = new FormCheck(config);
        Guard guard = new Guard(authentication, formCheck);
        SignInPages signIn = new SignInPages(config, useCases, authentication, formCheck, templates);
        return List.of(
                guard.open(GET, "/sign-in", signIn::show),
                guard.open(POST, "/sign-in", signIn::signIn),
                guard.person(POST, "/sign-out", signIn::signOut),
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
