package dev.keyfob.domain.token;

import java.time.Instant;

/** The uses of one token since its uses were last stored. */
public record RecentUse(TokenId token, Instant latest, TokenUses uses) {}
