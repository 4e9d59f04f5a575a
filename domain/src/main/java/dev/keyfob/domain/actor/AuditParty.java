package dev.keyfob.domain.actor;

import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.leak.LeakPlace;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.util.Optional;

/**
 * One side of an audit entry as it is stored: who did something, or what it was done to, under the name it had at that
 * time. Names change and go; the id stays. {@code owner} is the id of the user whose account it belongs to: the user's
 * own, or that of a token's owner; empty where there is none.
 *
 * <p>Nothing is read out of these texts again. Here are those who act; what is acted on is an {@code AuditSubject}
 * until it is stored.
 */
public record AuditParty(Kind kind, String id, String name, String owner) {

    /** What sort of thing is named. */
    public enum Kind {
        USER,
        TOKEN,
        CLIENT,
        OPERATOR,
        POLICY,
        STRANGER,
        PERMISSION,
        LOG,
        BACKUP,
        WEBHOOK,
        KEYFOB
    }

    /** In characters, of a name. */
    public static final int LONGEST_NAME = 300;

    /** Somebody or something that is no user's. */
    public AuditParty(Kind kind, String id, String name) {
        this(kind, id, name, "");
    }

    public static AuditParty user(User user) {
        return new AuditParty(
                Kind.USER, user.id().toString(), user.email().value(), user.id().toString());
    }

    public static AuditParty token(AccessToken token) {
        return new AuditParty(
                Kind.TOKEN,
                token.id().toString(),
                token.name().value(),
                token.owner().toString());
    }

    public static AuditParty client(ApiClient client) {
        return new AuditParty(Kind.CLIENT, client.id().value(), client.name().value());
    }

    /** What ended a token because an old secret of it was used. */
    public static AuditParty reuseDetection() {
        return new AuditParty(Kind.POLICY, "", "reuse detection");
    }

    public static AuditParty operator() {
        return new AuditParty(Kind.OPERATOR, "", "operator");
    }

    /** The operator, who looked for leaked tokens and found one there. */
    public static AuditParty operatorWhoFound(LeakPlace place) {
        return new AuditParty(Kind.OPERATOR, "", "operator, who found it at " + place);
    }

    /**
     * Did they find a token in the open: a scanner, the operator who looked for some, or whoever else held the secret?
     */
    public boolean isFinder() {
        return kind == Kind.STRANGER || kind == Kind.OPERATOR && !equals(operator());
    }

    /** Keyfob itself, where nobody asked for it. */
    public static AuditParty keyfob() {
        return new AuditParty(Kind.KEYFOB, "", "keyfob");
    }

    /** Someone who showed a secret, and nothing else. */
    public static AuditParty finder() {
        return new AuditParty(Kind.STRANGER, "", "whoever held the secret");
    }

    /** Someone who showed the set-up code, and nothing else. */
    public static AuditParty setupCodeHolder() {
        return new AuditParty(Kind.STRANGER, "", "whoever held the set-up code");
    }

    /** A service that looks for leaked tokens and proved who it is; where it says where, with that. */
    public static AuditParty scanner(String name, Optional<LeakPlace> place) {
        return new AuditParty(
                Kind.STRANGER,
                "",
                name + place.map(where -> ", which found it at " + where).orElse(""));
    }

    /** Someone who tried to sign in to an account that is there, and did not get in. */
    public static AuditParty stranger(Email tried) {
        return new AuditParty(Kind.STRANGER, "", tried.value());
    }

    /** Someone who typed no known account. What was typed is not kept: it may be a password in the wrong field. */
    public static AuditParty stranger() {
        return new AuditParty(Kind.STRANGER, "", "unknown account");
    }
}
