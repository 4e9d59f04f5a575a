package dev.keyfob.domain.policy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.util.Optional;

/**
 * Who may create tokens: {@code on} is every user, {@code off} is nobody, {@code role:NAME} is the users with that
 * role.
 */
public record CreationPolicy(boolean isOn, Optional<Role> role) {

    private static final String ROLE = "role:";

    public static CreationPolicy byEveryone() {
        return new CreationPolicy(true, Optional.empty());
    }

    static Optional<CreationPolicy> parse(String text) {
        if (text.equals("on") || text.equals("off")) {
            return Optional.of(new CreationPolicy(text.equals("on"), Optional.empty()));
        }
        if (!text.startsWith(ROLE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CreationPolicy(true, Optional.of(Role.parse(text.substring(ROLE.length())))));
        } catch (Refusal notARole) {
            return Optional.empty();
        }
    }

    /**
     * Returns why this person cannot create a token; empty if they can. The operator has no roles, so only {@code off}
     * applies.
     */
    public Optional<Refusal> against(Optional<User> person) {
        if (!isOn) {
            return Optional.of(new Refusal(
                    Reason.CREATION_OFF, "No tokens can be created now: an administrator has switched it off."));
        }
        return role.filter(needed ->
                        person.filter(user -> !user.roles().contains(needed)).isPresent())
                .map(needed -> new Refusal(
                        Reason.ROLE_MISSING,
                        "Only users with the role " + needed.name()
                                + " may create tokens here. Ask an administrator for it."));
    }

    @Override
    public String toString() {
        return role.map(needed -> ROLE + needed.name()).orElse(isOn ? "on" : "off");
    }
}
