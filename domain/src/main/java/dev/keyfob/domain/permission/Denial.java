package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;

/** Why an actor does not have a permission, with the sentence that says so and what to do. */
public enum Denial {
    UNKNOWN_PERMISSION(
            Reason.UNKNOWN_PERMISSION,
            "The permission %s is not known here, and unknown permissions are denied. Check its spelling."),
    ROLE_BOUND(
            Reason.ROLE_BOUND,
            "The permission %s needs a role. Access tokens never carry roles, whoever owns them; sign in as a user who"
                    + " holds the role."),
    SESSION_ONLY(
            Reason.SESSION_ONLY,
            "The permission %s is for signed-in people, not for access tokens. Sign in and do it there."),
    NOT_GRANTED(
            Reason.NOT_GRANTED,
            "This access token was narrowed at its creation and does not include %s. Generate a token that includes"
                    + " it."),
    ROLE_MISSING(Reason.ROLE_MISSING, "The permission %s needs a role that you do not hold. Ask an administrator."),
    SWITCHED_OFF(
            Reason.SWITCHED_OFF,
            "The permission %s is switched off here: the settings give it to nobody. Ask the operator.");

    private final Reason reason;
    private final String sentence;

    Denial(Reason reason, String sentence) {
        this.reason = reason;
        this.sentence = sentence;
    }

    public Reason reason() {
        return reason;
    }

    String explain(Permission permission) {
        return sentence.formatted(permission);
    }
}
