package dev.keyfob.domain.actor;

import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.leak.LeakLocation;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.util.Locale;
import java.util.Optional;

/**
 * The actor or the subject of an audit entry as it is stored, with the name it had at that time. Names change and
 * disappear, but the id stays. {@code owner} is the id of the account it belongs to: the user's own id, or the id of
 * the token's owner; empty if there is none.
 *
 * <p>Keyfob never parses these names. This class creates the actors. A subject is an {@code AuditSubject} until it is
 * stored.
 */
public record AuditParty(Kind kind, String id, String name, String owner) {

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
        KEYFOB;

        /** The word in the hashed audit log, its exports and webhooks. It never changes. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The maximum length of a name, in characters. */
    public static final int LONGEST_NAME = 300;

    /** Creates a party that belongs to no account. */
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

    /** The actor that revokes a token because one of its old secrets was used. */
    public static AuditParty reuseDetection() {
        return new AuditParty(Kind.POLICY, "", "reuse detection");
    }

    public static AuditParty operator() {
        return new AuditParty(Kind.OPERATOR, "", "operator");
    }

    /** The operator who searched for leaked tokens and found one at this place. */
    public static AuditParty operatorWhoFound(LeakLocation place) {
        return new AuditParty(Kind.OPERATOR, "", "operator, who found it at " + place);
    }

    /**
     * Whether this actor found a leaked token: a scanner, an operator who searched for leaks, or an anonymous caller
     * who had the secret.
     */
    public boolean isFinder() {
        return kind == Kind.STRANGER || kind == Kind.OPERATOR && !equals(operator());
    }

    /** Keyfob itself, for actions that no caller requested. */
    public static AuditParty keyfob() {
        return new AuditParty(Kind.KEYFOB, "", "keyfob");
    }

    /** An anonymous caller who presented a secret and nothing else. */
    public static AuditParty finder() {
        return new AuditParty(Kind.STRANGER, "", "whoever held the secret");
    }

    /** An anonymous caller who presented the set-up code and nothing else. */
    public static AuditParty setupCodeHolder() {
        return new AuditParty(Kind.STRANGER, "", "whoever held the set-up code");
    }

    /** An authenticated service that scans for leaked tokens, with the place of the leak if the service reports it. */
    public static AuditParty scanner(String name, Optional<LeakLocation> place) {
        return new AuditParty(
                Kind.STRANGER,
                "",
                name + place.map(where -> ", which found it at " + where).orElse(""));
    }

    /** An anonymous caller whose sign-in to this existing account failed. */
    public static AuditParty stranger(Email tried) {
        return new AuditParty(Kind.STRANGER, "", tried.value());
    }

    /**
     * An anonymous caller whose sign-in to an unknown account failed. The typed text is not stored, because it may be a
     * password in the wrong field.
     */
    public static AuditParty stranger() {
        return new AuditParty(Kind.STRANGER, "", "unknown account");
    }
}
