package dev.keyfob.application.contract;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/** The base class of contracts about stored tokens: two users, and tokens and uses for them. */
abstract class StoredTokens {

    // Clocks in Europe go back an hour on this morning, so half past one occurs twice.
    static final Instant NOW = Instant.parse("2026-10-25T01:30:00Z");

    final SecureRandom random = new SecureRandom();
    AccessTokens tokens;
    User alice;
    User bob;

    protected abstract AccessTokens tokens();

    protected abstract Users users();

    @BeforeEach
    void fill() {
        tokens = tokens();
        alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
        bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);
        users().add(alice);
        users().add(bob);
    }

    static RecentUse use(AccessToken token, Instant at, String address) {
        return new RecentUse(
                token.id(),
                at,
                new TokenUses(new TreeMap<>(Map.of(LocalDate.ofInstant(at, ZoneOffset.UTC), 1L)), Map.of(address, at)));
    }

    AccessToken token(User owner, String name, Instant created, Optional<Instant> expires) {
        return AccessToken.issue(
                owner.id(),
                TokenName.parse(name),
                TokenFormat.standard().generate(random),
                new LifeSpan(created, expires),
                Narrowing.none());
    }
}
