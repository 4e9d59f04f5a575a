package dev.keyfob.bootstrap.doors;

import static dev.keyfob.bootstrap.doors.Verdict.ALLOWED;
import static dev.keyfob.bootstrap.doors.Verdict.FOREIGN;
import static dev.keyfob.bootstrap.doors.Verdict.NOT_GRANTED;
import static dev.keyfob.bootstrap.doors.Verdict.NO_TOKEN;
import static dev.keyfob.bootstrap.doors.Verdict.ROLE_BOUND;
import static dev.keyfob.bootstrap.doors.Verdict.SESSION_ONLY;
import static dev.keyfob.bootstrap.doors.Verdict.SWITCHED_OFF;
import static dev.keyfob.bootstrap.doors.Verdict.UNAVAILABLE;
import static dev.keyfob.bootstrap.doors.Verdict.UNKNOWN_PERMISSION;
import static dev.keyfob.bootstrap.doors.Verdict.UNREADABLE;
import static dev.keyfob.bootstrap.doors.Verdict.UNUSABLE;
import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The cases for every door, with the expected decisions. Each case creates its own token and undoes its changes, except
 * the last one, which closes the database.
 */
final class Cases {

    private static final Email ALICE = new Email("alice@example.com");
    private static final Email BOB = new Email("bob@example.com");
    private static final Email ADMIN = new Email("admin@example.com");
    private static final Expiry A_MONTH = Expiry.inDays(30);

    /** {@code prepare} runs before the doors are asked, {@code undo} afterwards. */
    record Case(Verdict verdict, Supplier<Presented> prepare, Runnable undo) {}

    private final Map<String, Case> all = new LinkedHashMap<>();
    private final UseCases useCases;
    private final Consumer<Duration> advance;
    private final SecureRandom random = new SecureRandom();
    private int made;

    Cases(UseCases useCases, Consumer<Duration> advance, Runnable closeDatabase) {
        this.useCases = useCases;
        this.advance = advance;
        useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
        useCases.users.addUser.add(OPERATOR, BOB, List.of(), Password.parse("bob walks the long way", BOB));
        useCases.users.addUser.add(
                OPERATOR, ADMIN, List.of(Role.ADMIN), Password.parse("admins count their sheep", ADMIN));
        decideByPermission();
        decideByLife();
        decideBySecret();
        decideByPlace();
        decideByForm();
        add("the database is down", UNAVAILABLE, () -> {
            Presented good = Presented.token(secret(ALICE));
            closeDatabase.run();
            return good;
        });
    }

    Map<String, Case> all() {
        return all;
    }

    /** A token that was never issued. */
    String unknown() {
        return TokenFormat.standard().generate(random).reveal();
    }

    private void decideByPermission() {
        add("good", ALLOWED, () -> Presented.token(secret(ALICE)));
        add("good, an administrator's", ALLOWED, () -> Presented.token(secret(ADMIN)));
        add(
                "a permission of everyone",
                ALLOWED,
                () -> Presented.token(secret(ALICE)).needing("recipe:view"));
        add(
                "narrowed to the permission",
                ALLOWED,
                () -> Presented.token(narrowedTo("recipe:view")).needing("recipe:view"));
        add(
                "narrowed to another permission",
                NOT_GRANTED,
                () -> Presented.token(narrowedTo("recipe:run")).needing("recipe:view"));
        add(
                "a role-bound permission",
                ROLE_BOUND,
                () -> Presented.token(secret(ALICE)).needing("recipe:deploy"));
        add(
                "a role-bound permission, the owner has the role",
                ROLE_BOUND,
                () -> Presented.token(secret(ADMIN)).needing("recipe:deploy"));
        add(
                "administration by an administrator's token",
                ROLE_BOUND,
                () -> Presented.token(secret(ADMIN)).needing("token:manage"));
        add(
                "a permission of sessions",
                SESSION_ONLY,
                () -> Presented.token(secret(ALICE)).needing("token:create"));
        add(
                "a permission of nobody",
                SWITCHED_OFF,
                () -> Presented.token(secret(ALICE)).needing("ast:upload"));
        add(
                "an unknown permission",
                UNKNOWN_PERMISSION,
                () -> Presented.token(secret(ALICE)).needing("recipe:eat"));
    }

    private void decideByLife() {
        add("expired by its date", UNUSABLE, () -> {
            String secret = secret(ALICE);
            advance.accept(Duration.ofDays(31));
            return Presented.token(secret);
        });
        add(
                "expired by the policy's longest life",
                UNUSABLE,
                () -> {
                    String secret = secret(ALICE, Expiry.inDays(300), Networks.any());
                    policy("longest_life=60d", "default_life=30d");
                    advance.accept(Duration.ofDays(61));
                    return Presented.token(secret);
                },
                () -> policy("longest_life=366d", "default_life=30d"));
        add(
                "idle for longer than the policy allows",
                UNUSABLE,
                () -> {
                    String secret = secret(ALICE);
                    policy("idle_limit=7d");
                    advance.accept(Duration.ofDays(8));
                    return Presented.token(secret);
                },
                () -> policy("idle_limit=none"));
        add("revoked", UNUSABLE, () -> {
            CreatedToken created = token(ALICE);
            useCases.tokens.revokeToken.revoke(OPERATOR, created.token().id());
            return presented(created);
        });
        add("suspended", UNUSABLE, () -> {
            CreatedToken created = token(ALICE);
            useCases.tokens.suspendToken.suspend(OPERATOR, created.token().id());
            return presented(created);
        });
        add("suspended and resumed", ALLOWED, () -> {
            CreatedToken created = token(ALICE);
            useCases.tokens.suspendToken.suspend(OPERATOR, created.token().id());
            useCases.tokens.resumeToken.resume(OPERATOR, created.token().id());
            return presented(created);
        });
        add(
                "the owner is disabled",
                UNUSABLE,
                () -> {
                    CreatedToken created = token(BOB);
                    useCases.users.disableUser.disable(OPERATOR, BOB);
                    return presented(created);
                },
                () -> useCases.users.enableUser.enableWithTokens(OPERATOR, BOB));
        add("the owner was disabled and let in again with the tokens", ALLOWED, () -> {
            CreatedToken created = token(BOB);
            useCases.users.disableUser.disable(OPERATOR, BOB);
            useCases.users.enableUser.enableWithTokens(OPERATOR, BOB);
            return presented(created);
        });
        add("the owner was disabled and let in again without the tokens", UNUSABLE, () -> {
            CreatedToken created = token(BOB);
            useCases.users.disableUser.disable(OPERATOR, BOB);
            useCases.users.enableUser.enable(OPERATOR, BOB);
            return presented(created);
        });
        add("the owner is removed", UNUSABLE, () -> {
            CreatedToken created = token(BOB);
            useCases.users.removeUser.remove(OPERATOR, BOB);
            return presented(created);
        });
    }

    private void decideBySecret() {
        add("the new secret of a rotation", ALLOWED, () -> {
            CreatedToken created = token(ALICE);
            return Presented.token(rotated(created, "1h"));
        });
        add("the old secret while both work", ALLOWED, () -> {
            CreatedToken created = token(ALICE);
            rotated(created, "1h");
            return presented(created);
        });
        add("a retired secret", UNUSABLE, () -> {
            CreatedToken created = token(ALICE);
            rotated(created, "0");
            return presented(created);
        });
        add("a retired secret after the new one was used", UNUSABLE, () -> {
            CreatedToken created = token(ALICE);
            useCases.tokens.verifyToken.verify("127.0.0.1", rotated(created, "1h"), List.of());
            advance.accept(Duration.ofHours(2));
            return presented(created);
        });
    }

    private void decideByPlace() {
        add(
                "from a network of the token's",
                ALLOWED,
                () -> Presented.token(secret(ALICE, A_MONTH, Networks.parse("127.0.0.0/8"))));
        add(
                "from another network",
                UNUSABLE,
                () -> Presented.token(secret(ALICE, A_MONTH, Networks.parse("203.0.113.0/24"))));
    }

    private void decideByForm() {
        add("with the prefix of RFC 8959", ALLOWED, () -> Presented.token("secret-token:" + secret(ALICE)));
        add("malformed: not written like a token", FOREIGN, () -> Presented.token("no-token"));
        add("malformed: a letter of it is wrong", UNUSABLE, () -> Presented.token(misspelt(secret(ALICE))));
        add("malformed: longer than a token", UNUSABLE, () -> Presented.token(secret(ALICE) + "0"));
        add("unknown", UNUSABLE, () -> Presented.token(unknown()));
        add(
                "unknown, with another prefix",
                UNUSABLE,
                () -> Presented.token(new TokenFormat("other_").generate(random).reveal()));
        add("no token", NO_TOKEN, Presented::several);
        add("two tokens, both good", UNREADABLE, () -> Presented.several(secret(ALICE), secret(ADMIN)));
        add("two tokens, one good", UNREADABLE, () -> Presented.several(secret(ALICE), unknown()));
    }

    private void add(String name, Verdict verdict, Supplier<Presented> prepare) {
        add(name, verdict, prepare, () -> {});
    }

    private void add(String name, Verdict verdict, Supplier<Presented> prepare, Runnable undo) {
        all.put(name, new Case(verdict, prepare, undo));
    }

    private String secret(Email owner) {
        return secret(owner, A_MONTH, Networks.any());
    }

    private String secret(Email owner, Expiry expiry, Networks networks) {
        return token(owner, expiry, Narrowing.none(), networks).secret().reveal();
    }

    private String narrowedTo(String permission) {
        return token(ALICE, A_MONTH, Narrowing.to(Set.of(new Permission(permission))), Networks.any())
                .secret()
                .reveal();
    }

    private CreatedToken token(Email owner) {
        return token(owner, A_MONTH, Narrowing.none(), Networks.any());
    }

    private CreatedToken token(Email owner, Expiry expiry, Narrowing narrowing, Networks networks) {
        made++;
        return useCases.tokens.createToken.create(
                OPERATOR,
                new NewToken(
                        owner,
                        TokenName.parse("Token " + made),
                        TokenNote.none(),
                        expiry,
                        new TokenRestrictions(narrowing, networks)));
    }

    private static Presented presented(CreatedToken created) {
        return Presented.token(created.secret().reveal());
    }

    private String rotated(CreatedToken created, String overlap) {
        return useCases.tokens
                .rotateToken
                .rotate(
                        OPERATOR,
                        created.token().id(),
                        new RotationOptions(Optional.of(Overlap.parse(overlap)), Optional.empty(), false))
                .secret()
                .reveal();
    }

    private void policy(String... assignments) {
        useCases.policy.setPolicy.set(OPERATOR, PolicyChanges.parse(List.of(assignments)));
    }

    private static String misspelt(String secret) {
        int last = secret.length() - 1;
        return secret.substring(0, last) + (secret.charAt(last) == '0' ? '1' : '0');
    }
}
