package dev.keyfob.domain.actor;

import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.leak.LeakPlace;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One side of an audit entry, under the name it had at that time. Names change and go; the id stays. {@code owner} is the
 * id of the user whose account it belongs to: the user's own, or that of a token's owner; empty where there is none.
 */
public record AuditParty(Kind kind, String id, String name, String owner) {

    private static final int LONGEST_NAME = 300;
    private static final Pattern COUNTED = Pattern.compile("([0-9]{1,9}) tokens");

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

    /** So many of them at once. */
    public static AuditParty tokens(int number) {
        return new AuditParty(Kind.TOKEN, "", number + " tokens");
    }

    /** So many tokens of one owner at once. */
    public static AuditParty tokensOf(User owner, int number) {
        return new AuditParty(
                Kind.USER,
                owner.id().toString(),
                number + " tokens of " + owner.email(),
                owner.id().toString());
    }

    /** What the policy was changed to. */
    public static AuditParty policy(String change) {
        return new AuditParty(Kind.POLICY, "", change);
    }

    /** What somebody asked for without the permission that it needs. */
    public static AuditParty lacking(Permission permission, String tried) {
        return new AuditParty(Kind.PERMISSION, permission.name(), tried);
    }

    /** The audit log itself, or a part of it; {@code id} is a position in it. */
    public static AuditParty log(String id, String part) {
        return new AuditParty(Kind.LOG, id, part);
    }

    /** All data, as a file holds it. */
    public static AuditParty backup(String what) {
        return new AuditParty(Kind.BACKUP, "", what);
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

    /** An endpoint that is told of events. */
    public static AuditParty webhook(String id, String url) {
        return new AuditParty(Kind.WEBHOOK, id, url.substring(0, Math.min(url.length(), LONGEST_NAME)));
    }

    /** Keyfob itself, where nobody asked for it. */
    public static AuditParty keyfob() {
        return new AuditParty(Kind.KEYFOB, "", "keyfob");
    }

    /** How many tokens are meant, where it is so many at once. */
    public OptionalInt number() {
        Matcher counted = COUNTED.matcher(name);
        return counted.lookingAt() ? OptionalInt.of(Integer.parseInt(counted.group(1))) : OptionalInt.empty();
    }

    /** Someone who showed a secret, and nothing else. */
    public static AuditParty finder() {
        return new AuditParty(Kind.STRANGER, "", "whoever held the secret");
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
