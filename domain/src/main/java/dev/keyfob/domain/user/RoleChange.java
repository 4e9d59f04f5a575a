package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A change of the roles that a user holds. */
@FunctionalInterface
public interface RoleChange {

    SortedSet<Role> of(Set<Role> held);

    /** Returns a change that replaces all roles with these. */
    static RoleChange to(Collection<Role> roles) {
        return held -> new TreeSet<>(roles);
    }

    /**
     * Returns a change that adds some roles and removes others. The rest stay.
     *
     * @throws Refusal ROLE_UNREADABLE if a role is in both lists
     */
    static RoleChange by(Collection<Role> added, Collection<Role> removed) {
        if (!Collections.disjoint(added, removed)) {
            throw new Refusal(Reason.ROLE_UNREADABLE, "A role cannot be both added and removed. Name each role once.");
        }
        return held -> {
            SortedSet<Role> after = new TreeSet<>(held);
            after.addAll(added);
            after.removeAll(removed);
            return after;
        };
    }
}
