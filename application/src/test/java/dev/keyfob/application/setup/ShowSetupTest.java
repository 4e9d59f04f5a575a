package dev.keyfob.application.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.SetupState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShowSetupTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor stranger = new Actor.Finder("192.0.2.1");

    @Test
    void it_tells_how_the_first_account_is_made_until_there_is_one() {
        keyfob.users.removeAll();
        assertThat(state()).isEqualTo(SetupState.BY_COMMAND);

        keyfob.useCases.setup.offerSetup.offer(keyfob.operator);
        assertThat(state()).isEqualTo(SetupState.BY_CODE);

        keyfob.clock.advance(Duration.ofHours(1));
        assertThat(state()).isEqualTo(SetupState.CODE_ENDED);

        keyfob.users.add(keyfob.alice);
        assertThat(state()).isEqualTo(SetupState.DONE);
    }

    private SetupState state() {
        return keyfob.useCases.setup.showSetup.state(stranger);
    }
}
