package dev.keyfob.cli;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Tokens as the command line prints them, with their owners' e-mail addresses, each looked up once. */
final class TokenRecords {

    private static final Actor OPERATOR = new Actor.Operator();

    private final CliUseCases keyfob;
    private final Map<UserId, String> owners = new HashMap<>();
    private final Listing listing = new Listing(
            "id",
            "name",
            "owner",
            "state",
            "created_at",
            "expires_at",
            "last_used_at",
            "revoked_at",
            "permissions",
            "hint");

    TokenRecords(CliUseCases keyfob) {
        this.keyfob = keyfob;
    }

    Listing listing() {
        return listing;
    }

    void add(AccessToken token) {
        listing.add(
                token.id().toString(),
                token.name().value(),
                emailOf(token.owner()),
                token.stateAt(keyfob.clock().instant()).code(),
                token.createdAt().toString(),
                token.expiresAt().map(Instant::toString).orElse(null),
                token.lastUsedAt().map(Instant::toString).orElse(null),
                token.revokedAt().map(Instant::toString).orElse(null),
                token.narrowing()
                        .permissions()
                        .map(chosen -> chosen.stream().map(Permission::name).toList())
                        .orElse(null),
                token.hint());
    }

    private String emailOf(UserId owner) {
        return owners.computeIfAbsent(
                owner, id -> keyfob.showUser().show(OPERATOR, id).email().value());
    }
}
