package dev.keyfob.application.pickup;

import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.Email;
import java.time.Duration;
import java.util.Optional;

/**
 * What to prepare, and for whom. {@code life} begins at the pick-up; if it is empty, the policy in force then decides.
 */
public record PreparedToken(
        Email owner, TokenName name, TokenNote note, Optional<Duration> life, TokenRestrictions restrictions) {}
