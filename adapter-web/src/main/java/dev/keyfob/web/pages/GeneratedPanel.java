package dev.keyfob.web.pages;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.token.TokenName;

/** The new token, in the one answer that shows its secret. */
public record GeneratedPanel(String name, String obfuscated, String secret, String lookAlike) {

    static GeneratedPanel of(CreatedToken created) {
        String hint = created.token().hint();
        return new GeneratedPanel(
                created.token().name().value(),
                hint.replace("…", "•".repeat(24)),
                created.secret().reveal(),
                created.lookAlike().map(TokenName::value).orElse(""));
    }
}
