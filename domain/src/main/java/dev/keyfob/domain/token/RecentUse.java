package dev.keyfob.domain.token;

import java.time.Instant;

/** What one token did in the time since its uses were last stored. */
public record RecentUse(TokenId token, Instant latest, TokenUses uses) {}
