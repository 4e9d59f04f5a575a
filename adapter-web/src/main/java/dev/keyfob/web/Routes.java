package dev.keyfob.web;

import static dev.keyfob.web.server.Audience.ADMINISTRATION;
import static dev.keyfob.web.server.Audience.GRAPHQL;
import static dev.keyfob.web.server.Audience.HEALTH;
import static dev.keyfob.web.server.Audience.PEOPLE;
import static dev.keyfob.web.server.Audience.PROGRAMS;
import static dev.keyfob.web.server.Audience.VERIFICATION;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import dev.keyfob.application.UseCases;
import dev.keyfob.application.count.Counts.Limit;
import dev.keyfob.application.user.PasswordLink;
import dev.keyfob.web.api.CredentialRevocationEndpoint;
import dev.keyfob.web.api.GithubSecretScanningEndpoint;
import dev.keyfob.web.api.TokenApi;
import dev.keyfob.web.api.TokenVerificationEndpoint;
import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.docs.DocsPages;
import dev.keyfob.web.explorer.ExplorerPages;
import dev.keyfob.web.graphql.GraphQlEndpoint;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.openapi.OpenApi;
import dev.keyfob.web.pages.OpenFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.pages.admin.CataloguePages;
import dev.keyfob.web.pages.admin.ClientPages;
import dev.keyfob.web.pages.admin.OneWebhookPages;
import dev.keyfob.web.pages.admin.OverviewPages;
import dev.keyfob.web.pages.admin.PolicyPages;
import dev.keyfob.web.pages.admin.RenameWebhookPages;
import dev.keyfob.web.pages.admin.WebhooksPages;
import dev.keyfob.web.pages.audit.AuditDownload;
import dev.keyfob.web.pages.audit.AuditPages;
import dev.keyfob.web.pages.audit.SecurityLogPages;
import dev.keyfob.web.pages.token.AccessTokenPages;
import dev.keyfob.web.pages.token.AllTokensPages;
import dev.keyfob.web.pages.token.OneTokenPages;
import dev.keyfob.web.pages.token.PickUpPages;
import dev.keyfob.web.pages.token.PreparePages;
import dev.keyfob.web.pages.token.RefusalPages;
import dev.keyfob.web.pages.token.RevokeChosenTokensPages;
import dev.keyfob.web.pages.token.RotationPages;
import dev.keyfob.web.pages.token.TokenLists;
import dev.keyfob.web.pages.user.EditUserPages;
import dev.keyfob.web.pages.user.IdentityPages;
import dev.keyfob.web.pages.user.InvitePages;
import dev.keyfob.web.pages.user.MailPages;
import dev.keyfob.web.pages.user.OwnNamePages;
import dev.keyfob.web.pages.user.PasswordLinkPages;
import dev.keyfob.web.pages.user.PasswordPages;
import dev.keyfob.web.pages.user.ProfilePages;
import dev.keyfob.web.pages.user.RemoveUserPages;
import dev.keyfob.web.pages.user.RolePages;
import dev.keyfob.web.pages.user.UserPages;
import dev.keyfob.web.problem.ForwardAuthExplanations;
import dev.keyfob.web.server.DirectRoutes;
import dev.keyfob.web.signin.Authentication;
import dev.keyfob.web.signin.CsrfCheck;
import dev.keyfob.web.signin.ForgottenPasswordPages;
import dev.keyfob.web.signin.OidcPages;
import dev.keyfob.web.signin.ProxySignIn;
import dev.keyfob.web.signin.SetPasswordPages;
import dev.keyfob.web.signin.SetupPages;
import dev.keyfob.web.signin.SignInPages;
import dev.keyfob.web.site.Site;
import dev.keyfob.web.verify.AuthCheckEndpoint;
import dev.keyfob.web.verify.IntrospectionEndpoint;
import dev.keyfob.web.verify.ProblemEndpoint;
import dev.keyfob.web.verify.RevocationEndpoint;
import dev.keyfob.web.wellknown.WellKnown;
import io.javalin.http.HttpStatus;
import java.util.List;

/** Lists every URL, with its audience and its access rule. */
final class Routes {

    private Routes() {}

    static List<Route> of(WebConfig config, UseCases useCases, Templates templates, Assets assets) {
        Site site = config.site();
        ProxySignIn proxySignIn = new ProxySignIn(config.signInMethods(), config.trustedProxies());
        Authentication authentication = authentication(config, useCases);
        CsrfCheck csrfCheck = new CsrfCheck(site);
        GuardedRoutes guarded = new GuardedRoutes(
                authentication, csrfCheck, new DenialRecorder(useCases.audit.recordDenial), site.clock());
        SignInPages signIn = new SignInPages(
                site,
                config.signInMethods(),
                proxySignIn,
                useCases.sessions.signIn,
                useCases.sessions.signInWithIdentity,
                useCases.sessions.signOut,
                useCases.setup.showSetup,
                useCases.mail.requestPasswordMail,
                authentication,
                csrfCheck,
                templates);
        OidcPages oidc = new OidcPages(
                site,
                config.signInMethods().providers(),
                useCases.sessions.signInWithIdentity,
                useCases.users.linkIdentity,
                authentication,
                signIn,
                templates);
        IdentityPages identities = new IdentityPages(
                site,
                config.signInMethods().providers(),
                useCases.users.listIdentities,
                useCases.users.unlinkIdentity,
                templates);
        SetupPages setup = new SetupPages(
                site,
                config.signInMethods(),
                useCases.setup.showSetup,
                useCases.setup.finishSetup,
                signIn,
                csrfCheck,
                templates);
        TokenLists tokenLists =
                new TokenLists(site, useCases.tokens, useCases.users.listUsers, useCases.users.showUser);
        RevokeChosenTokensPages ownChosen = RevokeChosenTokensPages.ofOwner(
                site, useCases.tokens.showToken, useCases.tokens.revokeToken, useCases.users.showUser, templates);
        RevokeChosenTokensPages anyChosen = RevokeChosenTokensPages.ofAdministrator(
                site, useCases.tokens.showToken, useCases.tokens.revokeToken, useCases.users.showUser, templates);
        AccessTokenPages tokens = new AccessTokenPages(
                site,
                useCases.tokens.createToken,
                useCases.tokens.listTokens,
                useCases.pickUps.listPickUps,
                useCases.policy.showPolicy,
                tokenLists,
                templates);
        PickUpPages pickUps = new PickUpPages(
                site,
                useCases.pickUps.listPickUps,
                useCases.pickUps.pickUpToken,
                useCases.pickUps.declinePickUp,
                useCases.policy.showPolicy,
                templates);
        PreparePages prepare = new PreparePages(
                site,
                useCases.pickUps,
                useCases.tokens.showToken,
                useCases.users.showUser,
                useCases.policy.showPolicy,
                templates);
        GraphQlEndpoint graphQl = new GraphQlEndpoint(
                useCases.tokens.createToken,
                useCases.tokens.editToken,
                useCases.tokens.listTokens,
                useCases.tokens.revokeToken,
                useCases.tokens.rotateToken,
                useCases.tokens.showToken,
                useCases.users.listUsers,
                useCases.users.showUser,
                useCases.users.disableUser,
                useCases.audit.recordDenial,
                site,
                config.introspection(),
                useCases.counts.refusals(Limit.QUERIES));
        OneTokenPages ownToken = OneTokenPages.ofOwner(
                site, useCases.tokens, useCases.users.showUser, useCases.policy.showPolicy, useCases.audit, templates);
        OneTokenPages anyToken = OneTokenPages.ofAdministrator(
                site, useCases.tokens, useCases.users.showUser, useCases.policy.showPolicy, useCases.audit, templates);
        RefusalPages refusals =
                new RefusalPages(site, useCases.tokens.listTokens, useCases.tokens.showToken, templates);
        RotationPages rotation = new RotationPages(
                site, useCases.tokens.showToken, useCases.tokens.rotateToken, useCases.policy.showPolicy, templates);
        AllTokensPages allTokens = new AllTokensPages(tokenLists, templates);
        UserPages users = new UserPages(
                site,
                useCases.tokens.listTokens,
                useCases.tokens.revokeToken,
                useCases.users.listUsers,
                useCases.users.showUser,
                useCases.users.disableUser,
                useCases.users.enableUser,
                useCases.users.issuePasswordLink,
                useCases.audit.listAudit,
                templates);
        PasswordLinkPages passwordLinks =
                new PasswordLinkPages(site, useCases.users.showUser, useCases.users.issuePasswordLink, templates);
        RolePages roles = new RolePages(
                useCases.users.showUser, useCases.users.setRoles, useCases.users.showCatalogue, templates);
        CataloguePages catalogue = new CataloguePages(useCases.users.showCatalogue, templates);
        EditUserPages editUser = new EditUserPages(
                site,
                useCases.users.showUser,
                useCases.users.editUser,
                useCases.users.releaseReservedEmail,
                useCases.users.listReservedEmails,
                templates);
        RemoveUserPages removeUser = new RemoveUserPages(
                useCases.users.showUser, useCases.users.removeUser, useCases.tokens.listTokens, templates);
        OwnNamePages ownName = new OwnNamePages(useCases.users.editUser, templates);
        InvitePages invite = new InvitePages(site, useCases.users.inviteUser, useCases.users.showCatalogue, templates);
        OverviewPages overview = new OverviewPages(site, useCases.tokens.showOverview, templates);
        PolicyPages policy = new PolicyPages(site, useCases.policy, templates);
        ClientPages clients = new ClientPages(site, useCases.clients, templates);
        AuditPages audit = new AuditPages(site, useCases.users.showUser, useCases.audit.listAudit, templates);
        AuditDownload auditDownload = new AuditDownload(useCases.audit.exportAudit);
        SecurityLogPages securityLog = new SecurityLogPages(site, useCases.audit.showOwnSecurityLog, templates);
        WebhooksPages webhooks = new WebhooksPages(
                site,
                useCases.webhooks.addWebhook,
                useCases.webhooks.listWebhooks,
                useCases.webhooks.listDeliveries,
                useCases.webhooks.retryDelivery,
                templates);
        OneWebhookPages webhook = new OneWebhookPages(site, useCases.webhooks, templates);
        RenameWebhookPages renameWebhook =
                new RenameWebhookPages(useCases.webhooks.listWebhooks, useCases.webhooks.renameWebhook, templates);
        ProfilePages profile = new ProfilePages(
                site,
                useCases.sessions.listSessions,
                useCases.sessions.endSession,
                useCases.sessions.endOtherSessions,
                useCases.users.changePassword,
                useCases.mail.chooseMail,
                templates);
        MailPages mail = new MailPages(useCases.mail.chooseMail, templates);
        ForgottenPasswordPages forgotten =
                new ForgottenPasswordPages(site, useCases.mail.requestPasswordMail, csrfCheck, templates);
        PasswordPages password = new PasswordPages(site, useCases.users.changePassword, templates);
        SetPasswordPages setPassword = new SetPasswordPages(
                site, useCases.sessions.usePasswordLink, authentication, csrfCheck, signIn, templates);
        TokenApi tokenApi = new TokenApi(
                site,
                useCases.tokens.createToken,
                useCases.tokens.listTokens,
                useCases.tokens.showToken,
                useCases.tokens.editToken,
                useCases.tokens.revokeToken,
                useCases.tokens.rotateToken);
        TokenVerificationEndpoint tokenExplanation = new TokenVerificationEndpoint(site, useCases.tokens.verifyToken);
        CredentialRevocationEndpoint foundSecrets = new CredentialRevocationEndpoint(
                site, useCases.tokens.revokeToken, useCases.counts.refusals(Limit.REPORTS));
        GithubSecretScanningEndpoint githubReports = new GithubSecretScanningEndpoint(
                site,
                config.githubScanning(),
                useCases.leaks.handleLeakReport,
                useCases.counts.refusals(Limit.REPORTS));
        IntrospectionEndpoint introspection = new IntrospectionEndpoint(
                site, config.audience(), useCases.tokens.verifyToken, useCases.clients.authenticateClient);
        RevocationEndpoint revocation =
                new RevocationEndpoint(site, useCases.tokens.revokeToken, useCases.clients.authenticateClient);
        OpenFrame openFrame = new OpenFrame(authentication);
        OpenApi openApi = new OpenApi(site, openFrame, templates);
        DocsPages docs = new DocsPages(site, openFrame, templates);
        ExplorerPages explorer = new ExplorerPages(assets, templates);
        ForwardAuthExplanations explanations = new ForwardAuthExplanations(site, templates);
        AuthCheckEndpoint authCheck = new AuthCheckEndpoint(
                site,
                config.pathRules(),
                config.carriers(),
                config.discovery().endOfChallengeOfApis(),
                useCases.tokens.verifyToken,
                explanations);
        HealthEndpoint health = new HealthEndpoint(config);
        WellKnown wellKnown = new WellKnown(site, config.discovery().securityContacts());
        ProblemEndpoint problems = new ProblemEndpoint(explanations);
        return List.of(
                guarded.open(PEOPLE, GET, "/sign-in", signIn::show),
                guarded.open(PEOPLE, POST, "/sign-in", signIn::signIn),
                guarded.open(PEOPLE, GET, SetupPages.PATH, setup::show),
                guarded.open(PEOPLE, POST, SetupPages.PATH, setup::finish),
                guarded.open(PEOPLE, GET, "/sign-in/oidc/{provider}", oidc::start),
                guarded.openOnce(PEOPLE, "/sign-in/oidc/{provider}/callback", oidc::finish),
                guarded.open(PEOPLE, GET, PasswordLink.PATH, setPassword::show),
                guarded.open(PEOPLE, POST, PasswordLink.PATH, setPassword::set),
                guarded.open(PEOPLE, GET, ForgottenPasswordPages.PATH, forgotten::show),
                guarded.open(PEOPLE, POST, ForgottenPasswordPages.PATH, forgotten::ask),
                guarded.person(PEOPLE, POST, "/sign-out", signIn::signOut),
                guarded.person(
                        PEOPLE, GET, "/", (ctx, session) -> ctx.redirect(Sections.OWN_TOKENS, HttpStatus.SEE_OTHER)),
                guarded.person(PEOPLE, GET, "/settings/profile", profile::show),
                guarded.person(PEOPLE, GET, PasswordPages.PATH, password::show),
                guarded.person(PEOPLE, POST, PasswordPages.PATH, password::change),
                guarded.person(PEOPLE, GET, "/settings/profile/name", ownName::ask),
                guarded.person(PEOPLE, POST, "/settings/profile/name", ownName::change),
                guarded.person(PEOPLE, GET, MailPages.PATH, mail::show),
                guarded.person(PEOPLE, POST, MailPages.PATH, mail::choose),
                guarded.person(PEOPLE, GET, "/settings/profile/identities", identities::show),
                guarded.freshPerson(PEOPLE, "/settings/profile/identities/unlink", identities::unlink),
                guarded.freshPerson(PEOPLE, "/settings/profile/link/{provider}", oidc::startLink),
                guarded.person(PEOPLE, GET, "/settings/security-log", securityLog::show),
                guarded.person(PEOPLE, GET, Sections.OWN_REFUSALS, refusals::show),
                guarded.person(PEOPLE, GET, "/settings/access-token", tokens::show),
                guarded.person(PEOPLE, "/settings/access-token", tokens::generate, AccessTokenPages::filledIn),
                guarded.search(PEOPLE, "/settings/access-token/search", tokens::search, AccessTokenPages::wanted),
                guarded.person(PEOPLE, GET, "/settings/access-token/delete", ownChosen::ask),
                guarded.person(PEOPLE, "/settings/access-token/delete", ownChosen::delete, ownChosen::question),
                guarded.person(PEOPLE, POST, "/settings/profile/sessions/end-others", profile::endOtherSessions),
                guarded.person(PEOPLE, POST, "/settings/profile/sessions/{label}/end", profile::endSession),
                guarded.person(PEOPLE, GET, "/settings/access-token/{id}", ownToken::show),
                guarded.person(PEOPLE, GET, "/settings/access-token/{id}/edit", ownToken::askToEdit),
                guarded.person(PEOPLE, POST, "/settings/access-token/{id}/edit", ownToken::edit),
                guarded.person(PEOPLE, POST, "/settings/access-token/{id}/suspend", ownToken::suspend),
                guarded.person(PEOPLE, POST, "/settings/access-token/{id}/resume", ownToken::resume),
                guarded.person(PEOPLE, POST, "/settings/access-token/{id}/reuse", ownToken::dismissReuse),
                guarded.person(PEOPLE, GET, "/settings/access-token/{id}/rotate", rotation::ask),
                guarded.person(PEOPLE, POST, "/settings/access-token/{id}/rotate", rotation::rotate),
                guarded.person(PEOPLE, GET, "/settings/access-token/{id}/delete", ownToken::askToDelete),
                guarded.person(PEOPLE, POST, "/settings/access-token/{id}/delete", ownToken::delete),
                guarded.person(PEOPLE, GET, "/settings/pick-ups/{pickup}", pickUps::ask),
                guarded.person(PEOPLE, POST, "/settings/pick-ups/{pickup}", pickUps::pickUp),
                guarded.person(PEOPLE, POST, "/settings/pick-ups/{pickup}/decline", pickUps::decline),
                guarded.person(
                        ADMINISTRATION,
                        GET,
                        "/admin",
                        (ctx, session) -> ctx.redirect(Sections.OVERVIEW, HttpStatus.SEE_OTHER)),
                guarded.person(ADMINISTRATION, GET, "/admin/overview", overview::show),
                guarded.person(ADMINISTRATION, GET, "/admin/tokens", allTokens::show),
                guarded.search(ADMINISTRATION, "/admin/tokens/search", allTokens::search, AllTokensPages::wanted),
                guarded.person(ADMINISTRATION, GET, "/admin/tokens/delete", anyChosen::ask),
                guarded.person(ADMINISTRATION, "/admin/tokens/delete", anyChosen::delete, anyChosen::question),
                guarded.person(ADMINISTRATION, GET, "/admin/tokens/{id}", anyToken::show),
                guarded.person(ADMINISTRATION, GET, "/admin/tokens/{id}/edit", anyToken::askToEdit),
                guarded.person(ADMINISTRATION, POST, "/admin/tokens/{id}/edit", anyToken::edit),
                guarded.person(ADMINISTRATION, POST, "/admin/tokens/{id}/suspend", anyToken::suspend),
                guarded.person(ADMINISTRATION, POST, "/admin/tokens/{id}/resume", anyToken::resume),
                guarded.person(ADMINISTRATION, POST, "/admin/tokens/{id}/reuse", anyToken::dismissReuse),
                guarded.person(ADMINISTRATION, GET, "/admin/tokens/{id}/delete", anyToken::askToDelete),
                guarded.person(ADMINISTRATION, POST, "/admin/tokens/{id}/delete", anyToken::delete),
                guarded.person(ADMINISTRATION, GET, "/admin/tokens/{id}/rotation", prepare::askAbout),
                guarded.person(ADMINISTRATION, POST, "/admin/tokens/{id}/rotation", prepare::askFor),
                guarded.person(ADMINISTRATION, GET, "/admin/pick-ups", prepare::show),
                guarded.person(ADMINISTRATION, POST, "/admin/pick-ups", prepare::prepare),
                guarded.person(ADMINISTRATION, POST, "/admin/pick-ups/{pickup}/withdraw", prepare::withdraw),
                guarded.person(ADMINISTRATION, GET, "/admin/users", users::list),
                guarded.person(ADMINISTRATION, GET, "/admin/add-user", invite::ask),
                guarded.person(ADMINISTRATION, POST, "/admin/add-user", invite::invite),
                guarded.person(ADMINISTRATION, GET, "/admin/users/{user}", users::show),
                guarded.person(ADMINISTRATION, GET, "/admin/users/{user}/edit", editUser::ask),
                guarded.person(ADMINISTRATION, POST, "/admin/users/{user}/edit", editUser::edit),
                guarded.person(ADMINISTRATION, GET, "/admin/users/{user}/remove", removeUser::ask),
                guarded.person(ADMINISTRATION, POST, "/admin/users/{user}/remove", removeUser::remove),
                guarded.person(ADMINISTRATION, GET, EditUserPages.RESERVED, editUser::showReserved),
                guarded.person(ADMINISTRATION, POST, EditUserPages.RESERVED, editUser::free),
                guarded.person(
                        ADMINISTRATION,
                        GET,
                        "/admin/users/{user}/disable",
                        (ctx, session) -> users.ask(ctx, session, UserPages.Action.DISABLE)),
                guarded.person(ADMINISTRATION, POST, "/admin/users/{user}/disable", users::disable),
                guarded.person(
                        ADMINISTRATION,
                        GET,
                        "/admin/users/{user}/enable",
                        (ctx, session) -> users.ask(ctx, session, UserPages.Action.ENABLE)),
                guarded.person(ADMINISTRATION, POST, "/admin/users/{user}/enable", users::enable),
                guarded.person(
                        ADMINISTRATION,
                        GET,
                        "/admin/users/{user}/revoke-tokens",
                        (ctx, session) -> users.ask(ctx, session, UserPages.Action.REVOKE_TOKENS)),
                guarded.person(ADMINISTRATION, POST, "/admin/users/{user}/revoke-tokens", users::revokeTokens),
                guarded.person(ADMINISTRATION, GET, "/admin/users/{user}/reset-password", passwordLinks::ask),
                guarded.person(ADMINISTRATION, POST, "/admin/users/{user}/reset-password", passwordLinks::issue),
                guarded.person(ADMINISTRATION, GET, "/admin/users/{user}/roles", roles::ask),
                guarded.person(ADMINISTRATION, POST, "/admin/users/{user}/roles", roles::set),
                guarded.person(ADMINISTRATION, GET, "/admin/permissions", catalogue::show),
                guarded.person(ADMINISTRATION, GET, "/admin/policy", policy::show),
                guarded.person(ADMINISTRATION, GET, "/admin/policy/preview", policy::preview),
                guarded.person(ADMINISTRATION, "/admin/policy", policy::set, PolicyPages::question),
                guarded.person(ADMINISTRATION, GET, "/admin/clients", clients::show),
                guarded.person(ADMINISTRATION, POST, "/admin/clients", clients::add),
                guarded.person(
                        ADMINISTRATION,
                        GET,
                        "/admin/clients/{client}/rotate",
                        (ctx, session) -> clients.ask(ctx, session, ClientPages.Action.ROTATE)),
                guarded.person(ADMINISTRATION, POST, "/admin/clients/{client}/rotate", clients::rotate),
                guarded.person(
                        ADMINISTRATION,
                        GET,
                        "/admin/clients/{client}/remove",
                        (ctx, session) -> clients.ask(ctx, session, ClientPages.Action.REMOVE)),
                guarded.person(ADMINISTRATION, POST, "/admin/clients/{client}/remove", clients::remove),
                guarded.person(ADMINISTRATION, GET, "/admin/audit", audit::show),
                guarded.person(ADMINISTRATION, POST, "/admin/audit/export", auditDownload::send),
                guarded.person(ADMINISTRATION, GET, "/admin/webhooks", webhooks::show),
                guarded.person(ADMINISTRATION, POST, "/admin/webhooks", webhooks::add),
                guarded.person(ADMINISTRATION, POST, "/admin/webhooks/deliveries/{delivery}/retry", webhooks::retry),
                guarded.person(ADMINISTRATION, GET, "/admin/webhooks/deliveries/{delivery}", webhook::showDelivery),
                guarded.person(ADMINISTRATION, GET, "/admin/webhooks/{webhook}", webhook::show),
                guarded.person(ADMINISTRATION, POST, "/admin/webhooks/{webhook}/test", webhook::test),
                guarded.person(ADMINISTRATION, POST, "/admin/webhooks/{webhook}/pause", webhook::pause),
                guarded.person(ADMINISTRATION, POST, "/admin/webhooks/{webhook}/resume", webhook::resume),
                guarded.person(ADMINISTRATION, GET, "/admin/webhooks/{webhook}/rename", renameWebhook::ask),
                guarded.person(ADMINISTRATION, POST, "/admin/webhooks/{webhook}/rename", renameWebhook::rename),
                guarded.person(ADMINISTRATION, GET, "/admin/webhooks/{webhook}/rotate", webhook::askToRotate),
                guarded.person(ADMINISTRATION, POST, "/admin/webhooks/{webhook}/rotate", webhook::rotate),
                guarded.person(ADMINISTRATION, GET, "/admin/webhooks/{webhook}/remove", webhook::askToRemove),
                guarded.person(ADMINISTRATION, POST, "/admin/webhooks/{webhook}/remove", webhook::remove),
                guarded.actor(GRAPHQL, POST, "/graphql", graphQl::handle),
                guarded.signpost(GRAPHQL, "/graphql", Sections.EXPLORER),
                guarded.person(PEOPLE, GET, Sections.EXPLORER, explorer::show),
                guarded.actor(PROGRAMS, GET, "/api/v1/tokens", tokenApi::list),
                guarded.actor(PROGRAMS, POST, "/api/v1/tokens", tokenApi::create),
                guarded.actor(PROGRAMS, GET, "/api/v1/tokens/self", tokenApi::showSelf),
                guarded.actor(PROGRAMS, DELETE, "/api/v1/tokens/self", tokenApi::revokeSelf),
                guarded.actor(PROGRAMS, POST, "/api/v1/tokens/self/rotate", tokenApi::rotateSelf),
                guarded.actor(PROGRAMS, POST, "/api/v1/tokens/verify", tokenExplanation::explain),
                guarded.actor(PROGRAMS, GET, "/api/v1/tokens/{id}", tokenApi::show),
                guarded.actor(PROGRAMS, GET, "/api/v1/tokens/{id}/refusals", tokenApi::refusals),
                guarded.actor(PROGRAMS, PATCH, "/api/v1/tokens/{id}", tokenApi::edit),
                guarded.actor(PROGRAMS, DELETE, "/api/v1/tokens/{id}", tokenApi::revoke),
                guarded.actor(PROGRAMS, POST, "/api/v1/tokens/{id}/rotate", tokenApi::rotate),
                guarded.open(PROGRAMS, POST, "/api/v1/credentials/revoke", foundSecrets::revoke),
                guarded.open(PROGRAMS, POST, "/api/v1/leaks/github", githubReports::take),
                guarded.direct(VERIFICATION, POST, "/oauth2/introspect", Access.CLIENT, introspection::answer),
                guarded.direct(VERIFICATION, POST, "/oauth2/revoke", Access.CLIENT, revocation::answer),
                guarded.open(PROGRAMS, GET, WellKnown.RESOURCE, wellKnown::describeResource),
                guarded.open(PROGRAMS, GET, WellKnown.SECURITY, wellKnown::showSecurityContacts),
                guarded.open(
                        PROGRAMS,
                        GET,
                        "/.well-known/change-password",
                        ctx -> ctx.redirect(PasswordPages.PATH, HttpStatus.SEE_OTHER)),
                guarded.open(PEOPLE, GET, "/openapi.json", openApi::serve),
                guarded.open(PEOPLE, GET, "/api-reference", openApi::show),
                guarded.open(PEOPLE, GET, Sections.DOCS, docs::index),
                guarded.open(PEOPLE, GET, Sections.DOCS_SEARCH, docs::search),
                guarded.open(PEOPLE, GET, Sections.DOCS + "/{page}", docs::page),
                guarded.open(PEOPLE, GET, Sections.DOCS + "/{folder}/{page}", docs::pageInFolder),
                guarded.open(PEOPLE, GET, "/assets/{name}", assets::serve),
                guarded.open(PEOPLE, GET, "/favicon.ico", assets::icon),
                guarded.open(HEALTH, GET, "/health/live", health::live),
                guarded.open(HEALTH, GET, "/health/ready", health::ready),
                guarded.direct(VERIFICATION, GET, ProblemEndpoint.PATH, Access.OPEN, problems::answer),
                guarded.direct(VERIFICATION, DirectRoutes.ANY, AuthCheckEndpoint.PATH, Access.OPEN, authCheck::answer),
                guarded.direct(
                        VERIFICATION, DirectRoutes.ANY, AuthCheckEndpoint.PATH + "/*", Access.OPEN, authCheck::answer));
    }

    static Authentication authentication(WebConfig config, UseCases useCases) {
        return new Authentication(
                config.site(),
                new ProxySignIn(config.signInMethods(), config.trustedProxies()),
                useCases.tokens.verifyToken,
                useCases.sessions.resumeSession);
    }
}
