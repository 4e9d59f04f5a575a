package dev.keyfob.web.pages;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenSecret;

/** A new secret, in the one answer that shows it. */
public record GeneratedPanel(String name, String obfuscated, String secret, String lookAlike) {

    static GeneratedPanel of(CreatedToken created) {
        return of(
                created.token().name(),
                created.secret(),
                created.lookAlike().map(TokenName::value).orElse(""));
    }

    static GeneratedPanel of(RotatedToken rotated) {
        return of(rotated.token().name(), rotated.secret(), "");
    }

    private static GeneratedPanel of(TokenName name, TokenSecret secret, String lookAlike) {
        return new GeneratedPanel(name.value(), secret.hint().replace("…", "•".repeat(24)), secret.reveal(), lookAlike);
    }
}
