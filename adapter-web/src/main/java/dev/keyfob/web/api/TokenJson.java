package dev.keyfob.web.api;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.Rotation;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token's record for programs. Times are RFC 3339 in UTC. If permissions are null, the token has the whole ceiling.
 */
final class TokenJson {

    private TokenJson() {}

    static Map<String, Object> of(AccessToken token, User owner, Instant now) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", token.id().toString());
        members.put("name", token.name().value());
        members.put("note", token.note().isEmpty() ? null : token.note().value());
        members.put("owner", owner.email().value());
        members.put("created_at", token.createdAt().toString());
        members.put("expires_at", text(token.expiresAt()));
        members.put("last_used_at", text(token.lastUsedAt()));
        members.put("revoked_at", text(token.revokedAt()));
        members.put("state", token.stateAt(now).code());
        members.put(
                "permissions",
                token.narrowing()
                        .permissions()
                        .map(chosen -> chosen.stream().map(Permission::name).toList())
                        .orElse(null));
        members.put("hint", token.hint());
        members.put(
                "rotation",
                token.unusedSuccessor()
                        .filter(begun -> !token.isRevoked())
                        .map(begun -> of(begun, token))
                        .orElse(null));
        return members;
    }

    static Map<String, Object> of(RefusedUse refused) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("last_at", refused.latest().toString());
        members.put("times", refused.times());
        members.put(
                "permission",
                refused.refused().permission().map(Permission::name).orElse(null));
        members.put("reason", refused.refused().reason().code());
        members.put(
                "network",
                refused.refused().network().isEmpty() ? null : refused.refused().network());
        members.put("claimed", refused.refused().isClaimed());
        return members;
    }

    /** Writes a rotation whose new secret was not used yet. */
    private static Map<String, Object> of(Rotation begun, AccessToken token) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("begun_at", begun.begunAt().toString());
        members.put("old_works_until", text(token.oldWorksUntil()));
        members.put("hint", begun.successorHint());
        return members;
    }

    private static @Nullable String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
