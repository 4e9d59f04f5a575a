package dev.keyfob.application.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.keyfob.application.fake.InMemoryPolicies;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.TokenPolicy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyInForceTest {

    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final PolicyInForce policyInForce = new PolicyInForce(policies, TokenPolicy.standard());

    @Test
    void without_changes_it_is_what_the_settings_say() {
        assertThat(policyInForce.policy()).isEqualTo(TokenPolicy.standard());
    }

    @Test
    void it_is_computed_anew_where_it_was_changed_and_only_there() {
        policies.put(PolicyChanges.parse(List.of("longest_life=90d")));
        TokenPolicy changed = policyInForce.policy();
        TokenPolicy again = policyInForce.policy();
        policies.put(PolicyChanges.none());
        TokenPolicy back = policyInForce.policy();

        assertThat(changed.expiry().longestLife()).isEqualTo(Duration.ofDays(90));
        assertThat(again).isSameAs(changed);
        assertThat(back).isEqualTo(TokenPolicy.standard());
    }

    @Test
    void asking_for_it_allocates_nothing_whatever_is_set() {
        policies.put(PolicyChanges.parse(
                List.of("longest_life=90d", "default_life=14d", "idle_limit=60d", "tokens_per_user=50")));
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        policyInForce.policy();
        memory.getCurrentThreadAllocatedBytes();

        long before = memory.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            policyInForce.policy();
        }
        long allocated = memory.getCurrentThreadAllocatedBytes() - before;

        // One object per call would be 160,000 bytes.
        assertThat(allocated).isLessThan(10_000);
    }
}
