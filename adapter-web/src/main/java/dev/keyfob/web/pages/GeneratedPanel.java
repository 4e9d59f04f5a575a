package dev.keyfob.web.pages;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenSecret;

/** A new secret, in the one answer that shows it. */
public record GeneratedPanel(String name, String obfuscated, String secret) {

    static GeneratedPanel of(CreatedToken created) {
        return of(created.token().name(), created.secret());
    }

    static GeneratedPanel of(RotatedToken rotated) {
        return of(rotated.token().name(), rotated.secret());
    }

    private static GeneratedPanel of(TokenName name, TokenSecret secret) {
        return new GeneratedPanel(name.value(), secret.hint().replace("…", "•".repeat(24)), secret.reveal());
    }
}
