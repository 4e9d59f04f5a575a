package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.Policies;
import dev.keyfob.domain.policy.PolicyChanges;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link Policies} must pass. */
public abstract class PoliciesContract {

    protected abstract Policies policies();

    @Test
    void at_first_nothing_is_changed() {
        assertThat(policies().find()).isEqualTo(PolicyChanges.none());
    }

    @Test
    void the_next_question_sees_a_change() {
        PolicyChanges changes = PolicyChanges.parse(List.of("longest_life=90d", "creation=role:admin"));
        policies().find();

        policies().put(changes);
        assertThat(policies().find()).isEqualTo(changes);
        assertThat(policies().findForUpdate()).isEqualTo(changes);

        policies().put(PolicyChanges.none());
        assertThat(policies().find()).isEqualTo(PolicyChanges.none());
    }
}
