package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotateTokenTest {

    private static final String HERE = "192.0.2.1";
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void only_the_owner_in_person_and_the_operator_rotate_a_token() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Actor client = new Actor.Client(
                keyfob.useCases
                        .clients
                        .addClient
                        .add(keyfob.operator, new ClientName("orders-api"))
                        .client(),
                HERE);

        assertRefused(() -> rotate(keyfob.signedIn(keyfob.bob), token), Reason.TOKEN_NOT_FOUND);
        // A secret made for somebody else would be a way to act as them.
        assertRefused(() -> rotate(keyfob.signedIn(keyfob.admin), token), Reason.TOKEN_NOT_FOUND);
        assertRefused(() -> rotate(client, token), Reason.SESSION_ONLY);
        assertRefused(() -> rotate(new Actor.Finder(HERE), token), Reason.SESSION_ONLY);
        assertRefused(() -> rotate(bearer(token), token), Reason.SELF_ROTATION_OFF);
        assertThat(log()).doesNotContain(AuditAction.TOKEN_ROTATED);
        assertThat(rotate(keyfob.signedIn(keyfob.alice), token)).isNotNull();
        assertThat(rotate(keyfob.operator, keyfob.tokenOf(keyfob.bob, "CI"))).isNotNull();
    }

    @Test
    void a_token_rotates_itself_where_the_policy_lets_it_and_no_other_and_gains_nothing() {
        CreatedToken narrow = keyfob.useCases.tokens.createToken.create(
                keyfob.signedIn(keyfob.alice),
                new NewToken(
                        keyfob.alice.email(),
                        TokenName.parse("Narrow"),
                        Expiry.inDays(3),
                        Narrowing.to(Set.of(Permission.parse("recipe:view")))));
        CreatedToken other = keyfob.tokenOf(keyfob.alice, "Other");
        set("self_rotation=on");

        RotatedToken rotated = rotate(bearer(narrow), narrow);

        assertRefused(() -> rotate(bearer(narrow), other), Reason.TOKEN_NOT_FOUND);
        assertThat(allows(rotated, "recipe:view")).isTrue();
        assertThat(allows(rotated, "recipe:run")).isFalse();
        assertThat(rotated.token().expiresAt()).isEqualTo(narrow.token().expiresAt());
        assertThat(rotated.token().narrowing()).isEqualTo(narrow.token().narrowing());
        keyfob.clock.advance(Duration.ofDays(3));
        assertThat(reason(rotated)).contains(Reason.EXPIRED);
    }

    @Test
    void a_secret_that_has_a_successor_in_use_makes_no_other_even_within_its_grace() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        set("self_rotation=on");
        RotatedToken rotated = rotate(keyfob.operator, token);
        Actor.Bearer early = bearer(token);
        use(rotated);

        Actor.Bearer late = bearer(token);

        assertRefused(() -> rotate(late, token), Reason.ROTATION_FINISHED);
        // Verified a moment before, while it was still in use.
        assertRefused(() -> rotate(early, token), Reason.ROTATION_FINISHED);
        Actor.Bearer current = keyfob.useCases
                .tokens
                .verifyToken
                .identify(HERE, rotated.secret().reveal())
                .orElseThrow();
        assertThat(rotate(current, token)).isNotNull();
    }

    // The answer is lost, the program tries again with what it has: the old secret and the same key.
    @Test
    void a_token_whose_answer_got_lost_tries_again_and_is_no_thief() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        set("self_rotation=on");
        RotationRequest request = keyed("8e03978e");
        keyfob.useCases.tokens.rotateToken.rotate(bearer(token), token.token().id(), request);

        RotatedToken again = keyfob.useCases.tokens.rotateToken.rotate(
                bearer(token), token.token().id(), request);

        assertThat(use(token)).isTrue();
        assertThat(use(again)).isTrue();
        assertThat(log())
                .contains(AuditAction.TOKEN_ROTATION_REPEATED)
                .doesNotContain(AuditAction.TOKEN_REUSED, AuditAction.TOKEN_REVOKED);
    }

    @Test
    void what_cannot_live_on_is_not_rotated() {
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        CreatedToken idle = keyfob.tokenOf(keyfob.alice, "Idle");
        CreatedToken orphaned = keyfob.tokenOf(keyfob.bob, "Orphaned");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, revoked.token().id());
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        assertRefused(() -> rotate(keyfob.operator, revoked), Reason.TOKEN_ENDED);
        assertRefused(() -> rotate(keyfob.operator, orphaned), Reason.OWNER_DISABLED);
        assertRefused(
                () -> keyfob.useCases.tokens.rotateToken.rotate(
                        keyfob.operator, TokenId.random(), RotationRequest.standard()),
                Reason.TOKEN_NOT_FOUND);
        set("idle_limit=2d");
        keyfob.clock.advance(Duration.ofDays(2));
        assertRefused(() -> rotate(keyfob.operator, idle), Reason.TOKEN_ENDED);
    }

    @Test
    void a_token_whose_latest_use_is_not_stored_yet_is_not_idle() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        set("idle_limit=2d");
        keyfob.clock.advance(Duration.ofDays(1));
        keyfob.useCases.tokens.verifyToken.verify(HERE, token.secret().reveal(), List.of());
        keyfob.clock.advance(Duration.ofDays(1).plusHours(1));

        RotatedToken rotated = rotate(keyfob.operator, token);

        assertThat(rotated.token().stateAt(keyfob.clock.instant())).isEqualTo(TokenState.ACTIVE);
        assertThat(keyfob.tokens.find(token.token().id()).orElseThrow().lastUsedAt())
                .isEmpty();
    }

    @Test
    void while_nobody_makes_tokens_nobody_gets_a_new_secret_but_a_role_that_makes_them_is_not_needed() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        set("creation=off");
        assertRefused(() -> rotate(keyfob.signedIn(keyfob.alice), token), Reason.CREATION_OFF);
        assertRefused(() -> rotate(keyfob.operator, token), Reason.CREATION_OFF);

        set("creation=role:admin");

        assertThat(rotate(keyfob.signedIn(keyfob.alice), token)).isNotNull();
    }

    @Test
    void the_overlap_is_the_policys_or_a_shorter_one_and_never_reaches_beyond_the_tokens_end() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        CreatedToken shortLived = keyfob.useCases.tokens.createToken.create(
                keyfob.operator,
                new NewToken(
                        keyfob.alice.email(),
                        TokenName.parse("Short"),
                        new Expiry.After(Duration.ofHours(5)),
                        Narrowing.none()));

        assertThat(rotate(keyfob.operator, token).oldWorksUntil())
                .isEqualTo(InMemoryKeyfob.START.plus(Duration.ofHours(24)));
        RotatedToken rotated = rotate(keyfob.operator, shortLived);
        assertThat(rotated.oldWorksUntil()).isEqualTo(InMemoryKeyfob.START.plus(Duration.ofHours(5)));
        keyfob.clock.advance(Duration.ofHours(5));
        assertThat(reason(shortLived)).contains(Reason.EXPIRED);
        assertThat(reason(rotated)).contains(Reason.EXPIRED);
    }

    @Test
    void the_longest_overlap_holds_for_what_is_chosen_and_for_what_is_given() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        set("longest_overlap=2h");

        assertRefused(
                () -> keyfob.useCases.tokens.rotateToken.rotate(
                        keyfob.operator, token.token().id(), overlapping("3h")),
                Reason.OVERLAP_TOO_LONG);
        assertThat(rotate(keyfob.operator, token).oldWorksUntil())
                .isEqualTo(InMemoryKeyfob.START.plus(Duration.ofHours(2)));
        set("default_overlap=30m");
        CreatedToken other = keyfob.tokenOf(keyfob.alice, "Other");
        assertThat(rotate(keyfob.operator, other).oldWorksUntil())
                .isEqualTo(InMemoryKeyfob.START.plus(Duration.ofMinutes(30)));
    }

    // The clock stands still between the steps, so these are the very moments.
    @Test
    void the_moment_of_an_end_is_already_over() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        RotatedToken rotated = rotate(keyfob.operator, token);
        keyfob.clock.advance(Duration.ofHours(24).minusNanos(1000));
        assertThat(reason(token)).isEmpty();
        keyfob.clock.advance(Duration.ofNanos(1000));
        assertThat(reason(token)).contains(Reason.SUPERSEDED);

        use(rotated);
        keyfob.clock.advance(GRACE.minusNanos(1000));
        assertThat(reason(token)).contains(Reason.SUPERSEDED);
        keyfob.clock.advance(Duration.ofNanos(1000));
        assertThat(reason(token)).contains(Reason.REUSED);
    }

    @Test
    void a_new_secret_from_the_wrong_place_finishes_nothing_and_an_old_one_from_there_is_noticed() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.useCases.tokens.editToken.edit(
                keyfob.operator,
                token.token().id(),
                new TokenEdit(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Networks.parse("192.0.2.0/24"))));
        RotatedToken rotated = rotate(keyfob.operator, token);

        keyfob.useCases.tokens.verifyToken.verify(
                "198.51.100.7", rotated.secret().reveal(), List.of());
        assertThat(log()).doesNotContain(AuditAction.TOKEN_ROTATION_FINISHED);
        use(rotated);
        keyfob.clock.advance(GRACE);
        keyfob.useCases.tokens.verifyToken.verify("198.51.100.7", token.secret().reveal(), List.of());

        assertThat(incident().address()).isEqualTo("198.51.100.7");
    }

    @Test
    void an_api_that_tells_no_address_leaves_it_unknown_and_the_incident_is_noticed_all_the_same() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Actor.Client client = new Actor.Client(
                keyfob.useCases
                        .clients
                        .addClient
                        .add(keyfob.operator, new ClientName("orders-api"))
                        .client(),
                "203.0.113.5");
        RotatedToken rotated = rotate(keyfob.operator, token);
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verifyFor(client, Optional.empty(), rotated.secret().reveal(), List.of())
                        .isAllowed())
                .isTrue();
        keyfob.clock.advance(GRACE);

        keyfob.useCases.tokens.verifyToken.verifyFor(
                client, Optional.empty(), token.secret().reveal(), List.of());

        assertThat(incident().address()).isEqualTo("unknown");
        assertThat(reason(rotated)).contains(Reason.REVOKED);
    }

    @Test
    void to_explain_is_no_use_it_finishes_nothing_and_ends_nothing() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        RotatedToken rotated = rotate(keyfob.operator, token);
        assertThat(reason(rotated)).isEmpty();
        assertThat(log()).doesNotContain(AuditAction.TOKEN_ROTATION_FINISHED);
        use(rotated);
        keyfob.clock.advance(GRACE);

        assertThat(reason(token)).contains(Reason.REUSED);
        assertThat(reason(token)).contains(Reason.REUSED);

        assertThat(reason(rotated)).isEmpty();
        assertThat(log()).doesNotContain(AuditAction.TOKEN_REUSED);
    }

    @Test
    void the_incident_names_the_token_the_place_and_who_ended_it() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        use(rotate(keyfob.operator, token));
        keyfob.clock.advance(GRACE);

        keyfob.useCases.tokens.verifyToken.verify("2001:db8::66", token.secret().reveal(), List.of());

        AuditEntry incident = incident();
        assertThat(incident.subject().id()).isEqualTo(token.token().id().toString());
        assertThat(incident.address()).isEqualTo("2001:db8::66");
        assertThat(incident.succeeded()).isFalse();
        AccessToken record = keyfob.useCases.tokens.showToken.show(
                keyfob.operator, token.token().id());
        assertThat(record.reuse().orElseThrow().address()).isEqualTo("2001:db8::66");
        assertThat(record.revocation().orElseThrow().by()).isEqualTo("reuse detection");
    }

    @Test
    void a_secret_that_was_only_reported_ends_the_token_once_the_policy_is_stricter() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        set("reuse=report");
        RotatedToken rotated = rotate(keyfob.operator, token);
        use(rotated);
        keyfob.clock.advance(GRACE);
        use(token);
        assertThat(reason(rotated)).isEmpty();

        set("reuse=revoke");
        use(token);

        assertThat(reason(rotated)).contains(Reason.REVOKED);
        assertThat(log()).containsOnlyOnce(AuditAction.TOKEN_REUSED, AuditAction.TOKEN_REVOKED);
    }

    @Test
    void a_form_sent_twice_rotates_once_and_its_secret_is_shown_once() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Actor alice = keyfob.signedIn(keyfob.alice);
        SessionSecret session = SessionSecret.generate(keyfob.random);
        TokenId id = token.token().id();

        keyfob.useCases.tokens.rotateByForm.rotate(alice, session, "nonce", id, RotationRequest.standard());
        keyfob.useCases.tokens.rotateByForm.rotate(alice, session, "nonce", id, RotationRequest.standard());

        RotatedToken shown = keyfob.useCases
                .tokens
                .rotateByForm
                .take(alice, session, "nonce", id)
                .orElseThrow();
        assertThat(keyfob.useCases.tokens.rotateByForm.take(alice, session, "nonce", id))
                .isEmpty();
        assertThat(log())
                .containsOnlyOnce(AuditAction.TOKEN_ROTATED)
                .doesNotContain(AuditAction.TOKEN_ROTATION_REPEATED);
        assertThat(use(shown)).isTrue();
    }

    @Test
    void a_secret_that_was_not_fetched_within_a_minute_or_is_of_no_use_any_more_is_not_shown() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Actor alice = keyfob.signedIn(keyfob.alice);
        SessionSecret session = SessionSecret.generate(keyfob.random);
        TokenId id = token.token().id();
        RotationRequest replacing = new RotationRequest(Optional.empty(), Optional.empty(), true);

        keyfob.useCases.tokens.rotateByForm.rotate(alice, session, "late", id, replacing);
        keyfob.clock.advance(Duration.ofMinutes(1));
        assertThat(keyfob.useCases.tokens.rotateByForm.take(alice, session, "late", id))
                .isEmpty();

        keyfob.useCases.tokens.rotateByForm.rotate(alice, session, "one", id, replacing);
        keyfob.useCases.tokens.rotateByForm.rotate(alice, session, "two", id, replacing);
        assertThat(keyfob.useCases.tokens.rotateByForm.take(alice, session, "one", id))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.rotateByForm.take(alice, SessionSecret.generate(keyfob.random), "two", id))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.rotateByForm.take(alice, session, "two", id))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "naïve", "a\nb"})
    void a_key_that_cannot_be_one_is_refused(String sent) {
        assertRefused(() -> RotationKey.parse(sent), Reason.QUERY_UNREADABLE);
    }

    @Test
    void a_key_is_kept_as_its_digest_and_may_be_long() {
        assertThat(RotationKey.parse("k".repeat(255)).sha256()).hasSize(64).doesNotContain("kkk");
        assertRefused(() -> RotationKey.parse("k".repeat(256)), Reason.QUERY_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "h", "1w", "-1h", "1.5h", "0h", "100000d", "24 h", "P1D"})
    void an_overlap_that_cannot_be_one_is_refused(String typed) {
        assertRefused(() -> Overlap.parse(typed), Reason.OVERLAP_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "30m", "90m", "1h", "24h", "36h", "2d", "7d"})
    void an_overlap_is_written_as_it_was_read(String typed) {
        assertThat(Overlap.parse(typed)).hasToString(typed);
    }

    private RotatedToken rotate(Actor actor, CreatedToken token) {
        return keyfob.useCases.tokens.rotateToken.rotate(actor, token.token().id(), RotationRequest.standard());
    }

    private static RotationRequest keyed(String key) {
        return new RotationRequest(Optional.empty(), Optional.of(RotationKey.parse(key)), false);
    }

    private static RotationRequest overlapping(String overlap) {
        return new RotationRequest(Optional.of(Overlap.parse(overlap)), Optional.empty(), false);
    }

    private void set(String change) {
        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of(change)));
    }

    private Actor.Bearer bearer(CreatedToken token) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .identify(HERE, token.secret().reveal())
                .orElseThrow();
    }

    private boolean use(CreatedToken token) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .verify(HERE, token.secret().reveal(), List.of())
                .isAllowed();
    }

    private boolean use(RotatedToken token) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .verify(HERE, token.secret().reveal(), List.of())
                .isAllowed();
    }

    private boolean allows(RotatedToken token, String permission) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .verify(HERE, token.secret().reveal(), List.of(Permission.parse(permission)))
                .isAllowed();
    }

    private Optional<Reason> reason(CreatedToken token) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .explain(keyfob.operator, token.secret().reveal(), List.of())
                .unusable();
    }

    private Optional<Reason> reason(RotatedToken token) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .explain(keyfob.operator, token.secret().reveal(), List.of())
                .unusable();
    }

    private AuditEntry incident() {
        List<AuditEntry> incidents = entries().stream()
                .filter(entry -> entry.action() == AuditAction.TOKEN_REUSED)
                .toList();
        assertThat(incidents).hasSize(1);
        return incidents.get(0);
    }

    private List<AuditAction> log() {
        return entries().stream().map(AuditEntry::action).toList();
    }

    private List<AuditEntry> entries() {
        return keyfob.auditLog
                .list(AuditFilter.everything(), PageRequest.of(100, Optional.empty()))
                .items();
    }

    private static void assertRefused(Runnable work, Reason reason) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
