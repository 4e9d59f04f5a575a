package dev.keyfob.web.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import org.junit.jupiter.api.Test;

class SamplePlatformTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final SamplePlatform platform = new SamplePlatform(keyfob.clock);

    @Test
    void an_administrators_token_cannot_deploy() {
        String secret = keyfob.tokenOf(keyfob.admin, "ci").secret().reveal();
        Actor token =
                keyfob.useCases.tokens.verifyToken.identify("192.0.2.1", secret).orElseThrow();

        assertThatThrownBy(() -> platform.deploy(token, "Mine", null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.ROLE_BOUND));
        assertThat(platform.recipes(token)).hasSize(2);
    }

    @Test
    void an_administrator_deploys_in_person() {
        Recipe recipe = platform.deploy(keyfob.signedIn(keyfob.admin), "Mine", null);

        assertThat(platform.recipes(keyfob.signedIn(keyfob.alice))).contains(recipe);
    }
}
