package dev.keyfob.web.pages.token;

import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.web.site.Site;

/**
 * A new secret, in the only response that shows it, with a command to try it. The command reads the token from an
 * environment variable.
 */
public record GeneratedPanel(String name, String obfuscated, String secret, String command) {

    public static GeneratedPanel of(CreatedToken created, Site site) {
        return of(created.token().name(), created.secret(), site);
    }

    public static GeneratedPanel of(RotatedToken rotated, Site site) {
        return of(rotated.token().name(), rotated.secret(), site);
    }

    /** Returns the panel of a client's secret, without a command. */
    public static GeneratedPanel of(ClientWithSecret registered) {
        return of(registered.client().name().value(), registered.secret(), "");
    }

    private static GeneratedPanel of(TokenName name, TokenSecret secret, Site site) {
        return of(
                name.value(),
                secret,
                "curl \"" + site.origin() + "/graphql\" -H \"Authorization: Bearer $KEYFOB_TOKEN\" \\\n"
                        + "  -H 'Content-Type: application/json' -d '{\"query\":\"{ currentUser { email } }\"}'");
    }

    private static GeneratedPanel of(String name, TokenSecret secret, String command) {
        return new GeneratedPanel(name, secret.hint().replace("…", "•".repeat(24)), secret.reveal(), command);
    }
}
