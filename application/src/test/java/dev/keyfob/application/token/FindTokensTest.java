package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenSecret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FindTokensTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
    private final CreatedToken desk = keyfob.tokenOf(keyfob.alice, "Desk");
    private final CreatedToken bobs = keyfob.tokenOf(keyfob.bob, "Bob's");
    private final Actor alice = keyfob.signedIn(keyfob.alice);
    private final Actor admin = keyfob.signedIn(keyfob.admin);

    @Test
    void a_token_is_found_by_its_name_its_id_its_hint_and_its_last_four_characters() {
        String hint = laptop.token().hint();

        assertThat(found(alice, "lap")).containsExactly(laptop.token().id());
        assertThat(found(alice, laptop.token().id().toString()))
                .containsExactly(laptop.token().id());
        assertThat(found(alice, hint)).containsExactly(laptop.token().id());
        assertThat(found(alice, hint.replace("…", "...")))
                .containsExactly(laptop.token().id());
        assertThat(found(alice, hint.substring(hint.length() - 4)))
                .containsExactly(laptop.token().id());
    }

    @Test
    void the_beginning_of_an_id_names_the_only_token_that_has_it() {
        TokenId id = laptop.token().id();

        assertThat(idOf(alice, id.toString().substring(0, 12))).isEqualTo(id);
        assertThat(idOf(alice, id.toString())).isEqualTo(id);
        assertThat(reasonOf(() -> idOf(alice, bobs.token().id().toString().substring(0, 12))))
                .isEqualTo(Reason.TOKEN_NOT_FOUND);
        assertThat(reasonOf(() -> idOf(alice, "Laptop"))).isEqualTo(Reason.ID_UNREADABLE);
    }

    @Test
    void the_beginning_of_two_ids_names_neither() {
        SecureRandom random = new SecureRandom();
        Set<String> seen = new HashSet<>();
        String shared = "";
        while (shared.isEmpty()) {
            AccessToken token = AccessToken.issue(
                    keyfob.alice.id(),
                    TokenName.parse("T" + seen.size()),
                    TokenFormat.standard().generate(random),
                    new LifeSpan(keyfob.clock.instant(), Optional.empty()),
                    Narrowing.none());
            keyfob.tokens.add(token);
            String beginning = token.id().toString().substring(0, 4);
            shared = seen.add(beginning) ? "" : beginning;
        }
        String ambiguous = shared;

        assertThat(reasonOf(() -> idOf(alice, ambiguous))).isEqualTo(Reason.ID_AMBIGUOUS);
    }

    @Test
    void it_is_found_by_every_secret_that_it_has_or_had() {
        RotatedToken rotated = keyfob.useCases.tokens.rotateToken.rotate(
                alice, desk.token().id(), new RotationOptions(Optional.empty(), Optional.empty(), false));
        TokenSecret successor = rotated.secret();

        assertThat(known(alice, desk.secret())).contains(desk.token().id());
        assertThat(known(alice, successor)).contains(desk.token().id());
        assertThat(found(alice, successor.hint())).containsExactly(desk.token().id());
        keyfob.useCases.tokens.verifyToken.verify("192.0.2.1", successor.reveal(), List.of());
        keyfob.clock.advance(Duration.ofDays(2));
        assertThat(known(alice, desk.secret())).contains(desk.token().id());
    }

    @Test
    void another_persons_token_is_as_unknown_as_none_and_an_administrator_finds_it() {
        assertThat(known(alice, bobs.secret())).isEmpty();
        assertThat(found(alice, bobs.token().id().toString())).isEmpty();
        assertThat(found(alice, bobs.token().hint())).isEmpty();
        assertThat(known(admin, bobs.secret())).contains(bobs.token().id());
        assertThat(found(admin, bobs.token().hint()))
                .containsExactly(bobs.token().id());
    }

    private List<Object> found(Actor actor, String text) {
        return keyfob
                .useCases
                .tokens
                .listTokens
                .list(
                        actor,
                        keyfob.useCases.tokens.findTokens.meantBy(actor, text),
                        TokenOrder.NEWEST_FIRST,
                        PageRequest.first())
                .items()
                .stream()
                .<Object>map(AccessToken::id)
                .toList();
    }

    private Optional<Object> known(Actor actor, TokenSecret secret) {
        return keyfob.useCases.tokens.findTokens.knownBy(actor, secret).map(AccessToken::id);
    }

    private TokenId idOf(Actor actor, String typed) {
        return keyfob.useCases.tokens.findTokens.idOf(actor, typed);
    }

    private static Reason reasonOf(ThrowingCallable asking) {
        return catchThrowableOfType(Refusal.class, asking).reason();
    }
}
