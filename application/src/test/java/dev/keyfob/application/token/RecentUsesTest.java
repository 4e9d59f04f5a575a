package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenUses;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentUsesTest {

    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
    private final TokenId token = created.token().id();

    @Test
    void a_thousand_uses_are_one_write() {
        for (int i = 0; i < 1000; i++) {
            use(HERE);
        }
        assertThat(keyfob.tokens.writesOfUses()).isZero();

        keyfob.useCases.recentUses.flush();
        keyfob.useCases.recentUses.flush();

        assertThat(keyfob.tokens.writesOfUses()).isEqualTo(1);
        assertThat(uses().total()).isEqualTo(1000);
    }

    @Test
    void what_is_not_stored_yet_is_shown_too() {
        use(HERE);
        keyfob.useCases.recentUses.flush();
        keyfob.clock.advance(Duration.ofDays(1));
        use("192.0.2.2");

        assertThat(uses().byDay())
                .containsExactly(
                        Map.entry(LocalDate.parse("2026-11-24"), 1L), Map.entry(LocalDate.parse("2026-11-25"), 1L));
        assertThat(uses().byAddress()).containsOnlyKeys(HERE, "192.0.2.2");
        assertThat(keyfob.useCases.tokens.showToken.show(keyfob.operator, token).lastUsedAt())
                .contains(keyfob.clock.instant());
    }

    @Test
    void refused_uses_looks_of_administrators_and_addresses_of_apis_do_not_count() {
        keyfob.useCases.tokens.verifyToken.verify(
                HERE, created.secret().reveal(), List.of(Permission.parse("recipe:deploy")));
        keyfob.useCases.tokens.verifyToken.explain(
                keyfob.operator, created.secret().reveal(), List.of());
        assertThat(uses()).isEqualTo(TokenUses.none());

        keyfob.useCases.tokens.verifyToken.verifyFor(
                new Actor.Client(
                        keyfob.useCases
                                .clients
                                .addClient
                                .add(keyfob.operator, new ClientName("orders-api"))
                                .client(),
                        "192.0.2.99"),
                Optional.empty(),
                created.secret().reveal(),
                List.of());

        assertThat(uses().total()).isEqualTo(1);
        assertThat(uses().byAddress()).isEmpty();
    }

    @Test
    void what_could_not_be_stored_is_kept_and_stored_once() {
        use(HERE);
        keyfob.tokens.failNextWriteOfUses();

        assertThatThrownBy(keyfob.useCases.recentUses::flush).isInstanceOf(IllegalStateException.class);
        use(HERE);
        keyfob.useCases.recentUses.flush();

        assertThat(uses().total()).isEqualTo(2);
    }

    @Test
    void nothing_is_lost_or_doubled_while_it_is_stored() throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            users.submit(() -> {
                for (int use = 0; use < 5000; use++) {
                    use(HERE);
                }
            });
        }
        users.shutdown();
        while (!users.awaitTermination(1, TimeUnit.MILLISECONDS)) {
            keyfob.useCases.recentUses.flush();
        }
        keyfob.useCases.recentUses.flush();

        assertThat(keyfob.tokens.usesOf(token).total()).isEqualTo(20_000);
    }

    private void use(String address) {
        keyfob.useCases.tokens.verifyToken.verify(address, created.secret().reveal(), List.of());
    }

    private TokenUses uses() {
        return keyfob.useCases.tokens.showToken.usesOf(keyfob.operator, token);
    }
}
