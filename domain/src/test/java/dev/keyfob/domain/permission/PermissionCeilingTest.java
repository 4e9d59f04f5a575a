package dev.keyfob.domain.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the promise that a token never carries its owner's roles. */
class PermissionCeilingTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<Role> ROLES = List.of(Role.ADMIN, new Role("auditor"), new Role("deployer"));
    private static final List<Permission> PERMISSIONS = List.of(
            new Permission("recipe:view"),
            new Permission("recipe:run"),
            new Permission("recipe:deploy"),
            new Permission("ast:upload"),
            new Permission("token:create"),
            new Permission("token:manage"),
            new Permission("never:heard"));

    @Test
    void whoever_owns_a_token_it_stays_within_the_ceiling_and_its_narrowing() {
        Random dice = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            PermissionCatalogue catalogue = catalogue(dice);
            PermissionCeiling ceiling = new PermissionCeiling(catalogue);
            Narrowing narrowing = narrowing(dice);
            User owner = owner(roles(dice));
            Actor token = bearer(owner, narrowing, ceiling);

            for (Permission permission : PERMISSIONS) {
                boolean isForEveryone =
                        catalogue.requirementOf(permission).equals(Optional.of(new Requirement.Everyone()));
                assertThat(ceiling.permissions().contains(permission)).isEqualTo(isForEveryone);
                assertThat(token.may(permission)).isEqualTo(isForEveryone && narrowing.covers(permission));
            }
        }
    }

    @Test
    void promoting_or_demoting_the_owner_changes_no_answer() {
        Random dice = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            PermissionCeiling ceiling = new PermissionCeiling(catalogue(dice));
            Narrowing narrowing = narrowing(dice);
            User before = owner(roles(dice));
            User after = before.withRoles(roles(dice));

            for (Permission permission : PERMISSIONS) {
                assertThat(bearer(after, narrowing, ceiling).decide(permission))
                        .isEqualTo(bearer(before, narrowing, ceiling).decide(permission));
            }
        }
    }

    @Test
    void an_administrator_may_what_the_administrators_token_may_not() {
        PermissionCatalogue catalogue = PermissionCatalogue.sample();
        User admin = owner(Set.of(Role.ADMIN));
        Actor person = new Actor.SignedIn(admin, catalogue, "192.0.2.1", Optional.empty());
        Actor token = bearer(admin, Narrowing.none(), new PermissionCeiling(catalogue));

        for (String name : List.of("recipe:deploy", "ast:upload", "audit:view", "token:manage")) {
            Permission permission = new Permission(name);
            assertThat(person.may(permission)).isTrue();
            assertThat(token.decide(permission).denial()).contains(Denial.ROLE_BOUND);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "recipe:run, ",
        "recipe:view, NOT_GRANTED",
        "recipe:deploy, ROLE_BOUND",
        "token:create, SESSION_ONLY",
        "never:heard, UNKNOWN_PERMISSION",
    })
    void each_denial_has_its_reason(String permission, Denial denial) {
        PermissionCeiling ceiling = new PermissionCeiling(PermissionCatalogue.sample());

        Decision decision = ceiling.decide(
                Narrowing.to(Set.of(new Permission("recipe:run"), new Permission("recipe:deploy"))),
                new Permission(permission));

        assertThat(decision.denial()).isEqualTo(Optional.ofNullable(denial));
    }

    @Test
    void a_person_without_the_role_is_told_so_and_the_unknown_is_denied() {
        Actor person = new Actor.SignedIn(owner(Set.of()), PermissionCatalogue.sample(), "192.0.2.1", Optional.empty());

        assertThat(person.decide(new Permission("recipe:deploy")).denial()).contains(Denial.ROLE_MISSING);
        assertThat(person.decide(new Permission("never:heard")).denial()).contains(Denial.UNKNOWN_PERMISSION);
        assertThat(person.may(Permission.TOKEN_CREATE)).isTrue();
    }

    @Test
    void the_codes_that_programs_compare_stay_as_they_are() {
        assertThat(List.of(
                        Reason.UNKNOWN_PERMISSION,
                        Reason.ROLE_BOUND,
                        Reason.SESSION_ONLY,
                        Reason.NOT_GRANTED,
                        Reason.MALFORMED,
                        Reason.UNKNOWN_TOKEN,
                        Reason.EXPIRED,
                        Reason.REVOKED,
                        Reason.OWNER_DISABLED))
                .extracting(Reason::code)
                .containsExactly(
                        "unknown_permission",
                        "role_bound",
                        "session_only",
                        "not_granted",
                        "malformed",
                        "unknown_token",
                        "expired",
                        "revoked",
                        "owner_disabled");
    }

    private static PermissionCatalogue catalogue(Random dice) {
        Map<Permission, Requirement> table = new HashMap<>();
        for (Permission permission : PERMISSIONS) {
            // Keyfob's own permissions cannot be wider than the built-in requirement: see BuiltInPermissionsTest.
            switch (dice.nextInt(5) + (permission.name().startsWith("token:") ? 2 : 0)) {
                case 0 -> table.put(permission, new Requirement.Everyone());
                case 1 -> table.put(permission, new Requirement.Session());
                case 3 -> table.put(permission, new Requirement.Nobody());
                case 2 -> table.put(permission, new Requirement.HeldRole(ROLES.get(dice.nextInt(ROLES.size()))));
                default -> table.remove(permission);
            }
        }
        return new PermissionCatalogue(table);
    }

    private static Narrowing narrowing(Random dice) {
        List<Permission> chosen = new ArrayList<>(PERMISSIONS);
        chosen.removeIf(permission -> dice.nextBoolean());
        return dice.nextInt(4) == 0 ? Narrowing.none() : Narrowing.to(chosen);
    }

    private static Set<Role> roles(Random dice) {
        Set<Role> held = new HashSet<>(ROLES);
        held.removeIf(role -> dice.nextBoolean());
        return held;
    }

    private static User owner(Set<Role> roles) {
        return User.joining(new Email("alice@example.com"), roles, NOW);
    }

    private static Actor bearer(User owner, Narrowing narrowing, PermissionCeiling ceiling) {
        AccessToken token = AccessToken.issue(
                owner.id(),
                new TokenName("Laptop"),
                TokenFormat.standard().generate(RANDOM),
                new LifeSpan(NOW, Optional.empty()),
                narrowing);
        return new Actor.Bearer(token, owner, ceiling, "192.0.2.1");
    }
}
