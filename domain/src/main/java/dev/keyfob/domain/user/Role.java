package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.regex.Pattern;

/** A name such as {@code admin} that some permissions require. Users hold roles; tokens never do. */
public record Role(String name) implements Comparable<Role> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

    public static final Role ADMIN = new Role("admin");

    public Role {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("not a role name");
        }
    }

    public static Role parse(String typed) {
        if (!FORM.matcher(typed).matches()) {
            throw new Refusal(
                    Reason.ROLE_UNREADABLE, "A role is 1 to 32 lower-case letters, digits, _ or -, such as admin.");
        }
        return new Role(typed);
    }

    @Override
    public int compareTo(Role other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
