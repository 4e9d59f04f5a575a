package dev.keyfob.domain.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.permission.PermissionDenied;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.SampleTokens;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActorTest {

    private static final PermissionCatalogue CATALOGUE = PermissionCatalogue.sample();
    private static final PermissionCeiling CEILING = new PermissionCeiling(CATALOGUE);

    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), SampleTokens.NOW);
    private final User admin = User.joining(new Email("admin@example.com"), Set.of(Role.ADMIN), SampleTokens.NOW);
    private final AccessToken ofAlice = SampleTokens.of(alice.id(), "Laptop");
    private final AccessToken ofAdmin = SampleTokens.of(admin.id(), "Laptop");
    private final AccessToken otherOfAdmin = SampleTokens.of(admin.id(), "CI");

    // Tokens that an actor cannot reach do not exist for it.
    @Test
    void a_person_reaches_their_own_tokens() {
        Actor actor = new Actor.SignedIn(alice, CATALOGUE, "192.0.2.1", Optional.empty());

        assertThat(actor.visibleTokens().matches(ofAlice)).isTrue();
        assertThat(actor.visibleTokens().matches(ofAdmin)).isFalse();
    }

    @Test
    void an_administrator_and_the_operator_reach_all_tokens() {
        Actor person = new Actor.SignedIn(admin, CATALOGUE, "192.0.2.1", Optional.empty());
        Actor operator = new Actor.Operator();

        assertThat(person.visibleTokens().matches(ofAlice)).isTrue();
        assertThat(operator.visibleTokens().matches(ofAlice)).isTrue();
    }

    @Test
    void an_administrator_reaches_no_more_than_others_once_the_role_is_gone() {
        Actor actor = new Actor.SignedIn(admin.withRoles(Set.of()), CATALOGUE, "192.0.2.1", Optional.empty());

        assertThat(actor.visibleTokens().matches(ofAlice)).isFalse();
        assertThat(actor.visibleTokens().matches(ofAdmin)).isTrue();
    }

    // A stolen token must not reveal its owner's other tokens, above all those of an administrator.
    @Test
    void a_token_reaches_itself_alone() {
        Actor actor = new Actor.Bearer(ofAdmin, admin, CEILING, "192.0.2.1");

        assertThat(actor.visibleTokens().matches(ofAdmin)).isTrue();
        assertThat(actor.visibleTokens().matches(otherOfAdmin)).isFalse();
        assertThat(actor.visibleTokens().matches(ofAlice)).isFalse();
    }

    @Test
    void a_catalogue_that_switches_them_off_gives_nobody_the_tokens_of_others() {
        PermissionCatalogue off = PermissionCatalogue.of(Map.of("token:manage", "nobody", "token:create", "nobody"));
        Actor actor = new Actor.SignedIn(admin, off, "192.0.2.1", Optional.empty());

        assertThat(actor.visibleTokens().matches(ofAlice)).isFalse();
        assertThat(actor.may(Permission.TOKEN_CREATE)).isFalse();
    }

    @Test
    void requiring_what_one_lacks_is_refused_with_the_permission_and_the_reason() {
        Permission deploy = new Permission("recipe:deploy");
        Actor token = new Actor.Bearer(ofAdmin, admin, CEILING, "192.0.2.1");
        Actor person = new Actor.SignedIn(admin, CATALOGUE, "192.0.2.1", Optional.empty());

        assertThatCode(() -> person.require(deploy)).doesNotThrowAnyException();
        assertThatThrownBy(() -> token.require(deploy)).isInstanceOfSatisfying(PermissionDenied.class, no -> {
            assertThat(no.reason()).isEqualTo(Reason.ROLE_BOUND);
            assertThat(no.permission()).isEqualTo(deploy);
            assertThat(no.explanation()).contains("recipe:deploy").contains("never carry roles");
            assertThat(no.retryAfter()).isEmpty();
        });
    }

    @Test
    void persons_and_their_tokens_speak_for_them_and_the_operator_for_nobody() {
        assertThat(new Actor.SignedIn(alice, CATALOGUE, "192.0.2.1", Optional.empty()).isActingFor(alice.id()))
                .isTrue();
        assertThat(new Actor.SignedIn(admin, CATALOGUE, "192.0.2.1", Optional.empty()).isActingFor(alice.id()))
                .isFalse();
        assertThat(new Actor.Bearer(ofAlice, alice, CEILING, "192.0.2.1").isActingFor(alice.id()))
                .isTrue();
        assertThat(new Actor.Operator().isActingFor(alice.id())).isFalse();
    }

    @Test
    void only_the_signed_in_user_is_that_person() {
        assertThat(new Actor.SignedIn(alice, CATALOGUE, "192.0.2.1", Optional.empty()).isPerson(alice.id()))
                .isTrue();
        assertThat(new Actor.SignedIn(admin, CATALOGUE, "192.0.2.1", Optional.empty()).isPerson(alice.id()))
                .isFalse();
        assertThat(new Actor.Bearer(ofAlice, alice, CEILING, "192.0.2.1").isPerson(alice.id()))
                .isFalse();
        assertThat(new Actor.Operator().isPerson(alice.id())).isFalse();
    }

    @Test
    void the_audit_log_names_a_token_and_not_its_owner_where_a_token_acted() {
        AuditParty party = new Actor.Bearer(ofAlice, alice, CEILING, "192.0.2.1").party();

        assertThat(party)
                .isEqualTo(new AuditParty(
                        AuditParty.Kind.TOKEN,
                        ofAlice.id().toString(),
                        "Laptop",
                        alice.id().toString()));
        assertThat(new Actor.SignedIn(alice, CATALOGUE, "192.0.2.1", Optional.empty()).party())
                .isEqualTo(new AuditParty(
                        AuditParty.Kind.USER,
                        alice.id().toString(),
                        "alice@example.com",
                        alice.id().toString()));
        assertThat(new Actor.Operator().party().kind()).isEqualTo(AuditParty.Kind.OPERATOR);
        assertThat(new Actor.Operator().address()).isEqualTo("command line");
    }

    @Test
    void a_person_is_fresh_for_a_quarter_of_an_hour_after_they_proved_who_they_are() {
        Instant now = Instant.parse("2026-11-24T09:30:00Z");
        Actor.SignedIn person = new Actor.SignedIn(alice, CATALOGUE, "192.0.2.1", Optional.empty());

        assertThat(person.provenAt(now)
                        .isFreshAt(now.plus(Duration.ofMinutes(15)).minusMillis(1)))
                .isTrue();
        assertThat(person.provenAt(now).isFreshAt(now.plus(Duration.ofMinutes(15))))
                .isFalse();
        assertThat(person.isFreshAt(now)).as("not known when").isFalse();
    }

    @Test
    void what_is_no_person_is_asked_for_no_sign_in() {
        Instant now = Instant.parse("2026-11-24T09:30:00Z");

        assertThat(new Actor.Operator().isFreshAt(now)).isTrue();
        assertThat(new Actor.Finder("192.0.2.1").isFreshAt(now)).isTrue();
    }
}
