package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.regex.Pattern;

/** A named action such as {@code recipe:deploy}: lower-case words, a colon, lower-case words. */
public record Permission(String name) implements Comparable<Permission> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,31}(:[a-z][a-z0-9_-]{0,31}){1,3}");

    public static final Permission TOKEN_CREATE = new Permission("token:create");
    public static final Permission TOKEN_MANAGE = new Permission("token:manage");
    public static final Permission AUDIT_VIEW = new Permission("audit:view");

    public Permission {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("not a permission name");
        }
    }

    public static Permission parse(String typed) {
        if (!FORM.matcher(typed).matches()) {
            throw new Refusal(
                    Reason.PERMISSION_UNREADABLE,
                    "A permission is lower-case words joined by colons, such as recipe:run.");
        }
        return new Permission(typed);
    }

    @Override
    public int compareTo(Permission other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
