package dev.keyfob.application.token;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import java.util.Optional;

/** The changes to a token; an empty value leaves that part unchanged. */
public record TokenEdit(
        Optional<TokenName> name,
        Optional<Expiry> expiry,
        Optional<Narrowing> narrowing,
        Optional<Networks> networks) {}
