package dev.keyfob.web;

import java.util.List;

/** Every route, with the answer that each actor gets. {@link AccessMatrixTest} checks it and defines the actors. */
public final class AccessMatrix {

    static final String EXPECTED = """
                                                        nobody   user     other    admin    disabled token    narrow   admin's  expired  both     client
            GET /sign-in                                200      200      200      200      200      200      200      200      200      200      200
            POST /sign-in                               403      403      403      403      403      403      403      403      403      403      403
            GET /set-up                                 in       in       in       in       in       in       in       in       in       in       in
            POST /set-up                                403      403      403      403      403      403      403      403      403      403      403
            GET /sign-in/oidc/{provider}                404      404      404      404      404      404      404      404      404      404      404
            GET /sign-in/oidc/{provider}/callback       404      404      404      404      404      404      404      404      404      404      404
            GET /set-password                           200      200      200      200      200      200      200      200      200      200      200
            POST /set-password                          403      403      403      403      403      403      403      403      403      403      403
            GET /forgot-password                        200      200      200      200      200      200      200      200      200      200      200
            POST /forgot-password                       403      403      403      403      403      403      403      403      403      403      403
            POST /sign-out                              in       303      303      303      in       403      403      403      401      400      401
            GET /                                       in       303      303      303      in       403      403      403      401      400      401
            GET /settings/profile                       in       200      200      200      in       403      403      403      401      400      401
            GET /settings/profile/password              in       200      200      200      in       403      403      403      401      400      401
            POST /settings/profile/password             in       422      422      422      in       403      403      403      401      400      401
            GET /settings/profile/name                  in       200      200      200      in       403      403      403      401      400      401
            POST /settings/profile/name                 in       303      303      303      in       403      403      403      401      400      401
            GET /settings/profile/mail                  in       200      200      200      in       403      403      403      401      400      401
            POST /settings/profile/mail                 in       303      303      303      in       403      403      403      401      400      401
            GET /settings/profile/identities            in       200      200      200      in       403      403      403      401      400      401
            POST /settings/profile/identities/unlink    in       422      422      422      in       403      403      403      401      400      401
            POST /settings/profile/link/{provider}      in       404      404      404      in       403      403      403      401      400      401
            GET /settings/security-log                  in       200      200      200      in       403      403      403      401      400      401
            GET /settings/refusals                      in       200      200      200      in       403      403      403      401      400      401
            GET /settings/access-token                  in       200      200      200      in       403      403      403      401      400      401
            POST /settings/access-token                 in       303      303      303      in       403      403      403      401      400      401
            POST /settings/access-token/search          in       303      303      303      in       403      403      403      401      400      401
            GET /settings/access-token/delete           in       400      400      400      in       403      403      403      401      400      401
            POST /settings/access-token/delete          in       404      404      404      in       403      403      403      401      400      401
            POST /settings/profile/sessions/end-others  in       303      303      303      in       403      403      403      401      400      401
            POST /settings/profile/sessions/{label}/end in       404      404      404      in       403      403      403      401      400      401
            GET /settings/access-token/{id}             in       200      404      404      in       403      403      403      401      400      401
            GET /settings/access-token/{id}/edit        in       200      404      404      in       403      403      403      401      400      401
            POST /settings/access-token/{id}/edit       in       409      404      404      in       403      403      403      401      400      401
            POST /settings/access-token/{id}/suspend    in       303      404      404      in       403      403      403      401      400      401
            POST /settings/access-token/{id}/resume     in       303      404      404      in       403      403      403      401      400      401
            POST /settings/access-token/{id}/reuse      in       303      404      404      in       403      403      403      401      400      401
            GET /settings/access-token/{id}/rotate      in       200      404      404      in       403      403      403      401      400      401
            POST /settings/access-token/{id}/rotate     in       303      404      404      in       403      403      403      401      400      401
            GET /settings/access-token/{id}/delete      in       200      404      404      in       403      403      403      401      400      401
            POST /settings/access-token/{id}/delete     in       303      404      404      in       403      403      403      401      400      401
            GET /settings/pick-ups/{pickup}             in       200      404      404      in       403      403      403      401      400      401
            POST /settings/pick-ups/{pickup}            in       303      404      404      in       403      403      403      401      400      401
            POST /settings/pick-ups/{pickup}/decline    in       303      404      404      in       403      403      403      401      400      401
            GET /admin                                  in       303      303      303      in       403      403      403      401      400      401
            GET /admin/overview                         in       403      403      200      in       403      403      403      401      400      401
            GET /admin/tokens                           in       403      403      200      in       403      403      403      401      400      401
            POST /admin/tokens/search                   in       403      403      303      in       403      403      403      401      400      401
            GET /admin/tokens/delete                    in       403      403      400      in       403      403      403      401      400      401
            POST /admin/tokens/delete                   in       403      403      404      in       403      403      403      401      400      401
            GET /admin/tokens/{id}                      in       403      403      200      in       403      403      403      401      400      401
            GET /admin/tokens/{id}/edit                 in       403      403      200      in       403      403      403      401      400      401
            POST /admin/tokens/{id}/edit                in       403      403      303      in       403      403      403      401      400      401
            POST /admin/tokens/{id}/suspend             in       403      403      303      in       403      403      403      401      400      401
            POST /admin/tokens/{id}/resume              in       403      403      303      in       403      403      403      401      400      401
            POST /admin/tokens/{id}/reuse               in       403      403      303      in       403      403      403      401      400      401
            GET /admin/tokens/{id}/delete               in       403      403      200      in       403      403      403      401      400      401
            POST /admin/tokens/{id}/delete              in       403      403      303      in       403      403      403      401      400      401
            GET /admin/tokens/{id}/rotation             in       403      403      200      in       403      403      403      401      400      401
            POST /admin/tokens/{id}/rotation            in       403      403      303      in       403      403      403      401      400      401
            GET /admin/pick-ups                         in       403      403      200      in       403      403      403      401      400      401
            POST /admin/pick-ups                        in       403      403      303      in       403      403      403      401      400      401
            POST /admin/pick-ups/{pickup}/withdraw      in       403      403      303      in       403      403      403      401      400      401
            GET /admin/users                            in       403      403      200      in       403      403      403      401      400      401
            GET /admin/add-user                         in       403      403      200      in       403      403      403      401      400      401
            POST /admin/add-user                        in       403      403      422      in       403      403      403      401      400      401
            GET /admin/users/{user}                     in       403      403      200      in       403      403      403      401      400      401
            GET /admin/users/{user}/edit                in       403      403      200      in       403      403      403      401      400      401
            POST /admin/users/{user}/edit               in       403      403      303      in       403      403      403      401      400      401
            GET /admin/users/{user}/remove              in       403      403      200      in       403      403      403      401      400      401
            POST /admin/users/{user}/remove             in       403      403      422      in       403      403      403      401      400      401
            GET /admin/reserved-emails                  in       403      403      200      in       403      403      403      401      400      401
            POST /admin/reserved-emails                 in       403      403      422      in       403      403      403      401      400      401
            GET /admin/users/{user}/disable             in       403      403      200      in       403      403      403      401      400      401
            POST /admin/users/{user}/disable            in       403      403      303      in       403      403      403      401      400      401
            GET /admin/users/{user}/enable              in       403      403      200      in       403      403      403      401      400      401
            POST /admin/users/{user}/enable             in       403      403      303      in       403      403      403      401      400      401
            GET /admin/users/{user}/revoke-tokens       in       403      403      200      in       403      403      403      401      400      401
            POST /admin/users/{user}/revoke-tokens      in       403      403      303      in       403      403      403      401      400      401
            GET /admin/users/{user}/reset-password      in       403      403      200      in       403      403      403      401      400      401
            POST /admin/users/{user}/reset-password     in       403      403      200      in       403      403      403      401      400      401
            GET /admin/users/{user}/roles               in       403      403      200      in       403      403      403      401      400      401
            POST /admin/users/{user}/roles              in       403      403      303      in       403      403      403      401      400      401
            GET /admin/permissions                      in       403      403      200      in       403      403      403      401      400      401
            GET /admin/policy                           in       403      403      200      in       403      403      403      401      400      401
            GET /admin/policy/preview                   in       403      403      200      in       403      403      403      401      400      401
            POST /admin/policy                          in       403      403      303      in       403      403      403      401      400      401
            GET /admin/clients                          in       403      403      200      in       403      403      403      401      400      401
            POST /admin/clients                         in       403      403      303      in       403      403      403      401      400      401
            GET /admin/clients/{client}/rotate          in       403      403      200      in       403      403      403      401      400      401
            POST /admin/clients/{client}/rotate         in       403      403      303      in       403      403      403      401      400      401
            GET /admin/clients/{client}/remove          in       403      403      200      in       403      403      403      401      400      401
            POST /admin/clients/{client}/remove         in       403      403      303      in       403      403      403      401      400      401
            GET /admin/audit                            in       403      403      200      in       403      403      403      401      400      401
            POST /admin/audit/export                    in       403      403      400      in       403      403      403      401      400      401
            GET /admin/webhooks                         in       403      403      200      in       403      403      403      401      400      401
            POST /admin/webhooks                        in       403      403      422      in       403      403      403      401      400      401
            POST /admin/webhooks/deliveries/{delivery}/retry in       403      403      303      in       403      403      403      401      400      401
            GET /admin/webhooks/deliveries/{delivery}   in       403      403      200      in       403      403      403      401      400      401
            GET /admin/webhooks/{webhook}               in       403      403      200      in       403      403      403      401      400      401
            POST /admin/webhooks/{webhook}/test         in       403      403      303      in       403      403      403      401      400      401
            POST /admin/webhooks/{webhook}/pause        in       403      403      303      in       403      403      403      401      400      401
            POST /admin/webhooks/{webhook}/resume       in       403      403      303      in       403      403      403      401      400      401
            GET /admin/webhooks/{webhook}/rename        in       403      403      200      in       403      403      403      401      400      401
            POST /admin/webhooks/{webhook}/rename       in       403      403      303      in       403      403      403      401      400      401
            GET /admin/webhooks/{webhook}/rotate        in       403      403      200      in       403      403      403      401      400      401
            POST /admin/webhooks/{webhook}/rotate       in       403      403      303      in       403      403      403      401      400      401
            GET /admin/webhooks/{webhook}/remove        in       403      403      200      in       403      403      403      401      400      401
            POST /admin/webhooks/{webhook}/remove       in       403      403      303      in       403      403      403      401      400      401
            POST /graphql                               401      200      200      200      401      200      200      200      401      400      401
            GET /graphql                                405      405      405      405      405      405      405      405      405      405      405
            GET /graphql-explorer                       in       200      200      200      in       403      403      403      401      400      401
            GET /api/v1/tokens                          401      200      200      200      401      200      200      200      401      400      401
            POST /api/v1/tokens                         401      201      201      201      401      403      403      403      401      400      401
            GET /api/v1/tokens/self                     401      404      404      404      401      200      200      200      401      400      401
            DELETE /api/v1/tokens/self                  401      404      404      404      401      204      204      204      401      400      401
            POST /api/v1/tokens/self/rotate             401      404      404      404      401      403      403      403      401      400      401
            POST /api/v1/tokens/verify                  401      403      403      200      401      403      403      403      401      400      401
            GET /api/v1/tokens/{id}                     401      200      404      404      401      404      404      404      401      400      401
            GET /api/v1/tokens/{id}/refusals            401      200      404      404      401      404      404      404      401      400      401
            PATCH /api/v1/tokens/{id}                   401      200      404      404      401      404      404      404      401      400      401
            DELETE /api/v1/tokens/{id}                  401      204      404      404      401      404      404      404      401      400      401
            POST /api/v1/tokens/{id}/rotate             401      200      404      404      401      404      404      404      401      400      401
            POST /api/v1/credentials/revoke             202      202      202      202      202      202      202      202      202      202      202
            POST /api/v1/leaks/github                   400      400      400      400      400      400      400      400      400      400      400
            POST /oauth2/introspect                     401      401      401      401      401      401      401      401      401      401      200
            POST /oauth2/revoke                         401      401      401      401      401      401      401      401      401      401      200
            GET /.well-known/oauth-protected-resource   200      200      200      200      200      200      200      200      200      200      200
            GET /.well-known/security.txt               404      404      404      404      404      404      404      404      404      404      404
            GET /.well-known/change-password            303      303      303      303      303      303      303      303      303      303      303
            GET /openapi.json                           200      200      200      200      200      200      200      200      200      200      200
            GET /api-reference                          200      200      200      200      200      200      200      200      200      200      200
            GET /docs                                   200      200      200      200      200      200      200      200      200      200      200
            GET /docs/search                            200      200      200      200      200      200      200      200      200      200      200
            GET /docs/{page}                            200      200      200      200      200      200      200      200      200      200      200
            GET /docs/{folder}/{page}                   200      200      200      200      200      200      200      200      200      200      200
            GET /assets/{name}                          404      404      404      404      404      404      404      404      404      404      404
            GET /favicon.ico                            200      200      200      200      200      200      200      200      200      200      200
            GET /health/live                            200      200      200      200      200      200      200      200      200      200      200
            GET /health/ready                           200      200      200      200      200      200      200      200      200      200      200
            GET /problems/{reason}                      403      403      403      403      403      403      403      403      403      403      403
            ANY /auth/check                             401      401      401      401      401      200      200      200      401      200      401
            ANY /auth/check/*                           401      401      401      401      401      200      200      200      401      200      401
            """;

    private AccessMatrix() {}

    /** Returns the routes, each like {@code POST /admin/users/{user}/edit}. */
    public static List<String> routes() {
        return EXPECTED.lines()
                .skip(1)
                .map(line -> line.split(" +(?=[0-9i])", 2)[0])
                .toList();
    }
}
