package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.Policies;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.persistence.cache.Caches;
import dev.keyfob.persistence.cache.Invalidations;
import dev.keyfob.persistence.cache.RowCache;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * All SQL about the policy: one row, which every verification uses. It is parsed only when it is read from the
 * database.
 */
public final class JdbiPolicies implements Policies {

    private final Jdbi jdbi;
    private final RowCache<String, PolicyChanges> memory;
    private final Invalidations invalidations;

    /** Created once, so that a verification that finds the policy in the cache allocates nothing for it. */
    private final Supplier<Optional<PolicyChanges>> inDatabase = () -> Optional.of(read(""));

    public JdbiPolicies(Jdbi jdbi, RowCache<String, PolicyChanges> memory, Invalidations invalidations) {
        this.jdbi = jdbi;
        this.memory = memory;
        this.invalidations = invalidations;
    }

    @Override
    public PolicyChanges find() {
        return memory.find(Caches.POLICY, changed -> true, inDatabase).orElseThrow();
    }

    @Override
    public PolicyChanges findForUpdate() {
        return read(" for update");
    }

    @Override
    public void put(PolicyChanges changed) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("update token_policy set changes = :changes where id = 1")
                    .bind("changes", changed.toString())
                    .execute();
            invalidations.publish(handle, Caches.POLICY);
        });
    }

    private PolicyChanges read(String hold) {
        String text =
                jdbi.withHandle(handle -> handle.createQuery("select changes from token_policy where id = 1" + hold)
                        .mapTo(String.class)
                        .one());
        List<String> assignments =
                Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
        return PolicyChanges.parse(assignments);
    }
}
