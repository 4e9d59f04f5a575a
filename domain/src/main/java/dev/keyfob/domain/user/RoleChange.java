package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What becomes of the roles that a user holds. */
@FunctionalInterface
public interface RoleChange {

    SortedSet<Role> of(Set<Role> held);

    /** These roles, in place of all earlier ones. */
    static RoleChange to(Collection<Role> roles) {
        return held -> new TreeSet<>(roles);
    }

    /**
     * Some more and some fewer; all others stay.
     *
     * @throws Refusal ROLE_UNREADABLE where a role is among both
     */
    static RoleChange by(Collection<Role> added, Collection<Role> removed) {
        if (!Collections.disjoint(added, removed)) {
            throw new Refusal(
                    Reason.ROLE_UNREADABLE, "A role is to be added and removed at once. Name each role once.");
        }
        return held -> {
            SortedSet<Role> after = new TreeSet<>(held);
            after.addAll(added);
            after.removeAll(removed);
            return after;
        };
    }
}
