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
public record Party(Kind kind, String id, String name, String owner) {

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
    public Party(Kind kind, String id, String name) {
        this(kind, id, name, "");
    }

    public static Party user(User user) {
        return new Party(
                Kind.USER, user.id().toString(), user.email().value(), user.id().toString());
    }

    public static Party token(AccessToken token) {
        return new Party(
                Kind.TOKEN,
                token.id().toString(),
                token.name().value(),
                token.owner().toString());
    }

    /** So many of them at once. */
    public static Party tokens(int number) {
        return new Party(Kind.TOKEN, "", number + " tokens");
    }

    /** So many tokens of one owner at once. */
    public static Party tokensOf(User owner, int number) {
        return new Party(
                Kind.USER,
                owner.id().toString(),
                number + " tokens of " + owner.email(),
                owner.id().toString());
    }

    /** What the policy was changed to. */
    public static Party policy(String change) {
        return new Party(Kind.POLICY, "", change);
    }

    /** What somebody asked for without the permission that it needs. */
    public static Party lacking(Permission permission, String tried) {
        return new Party(Kind.PERMISSION, permission.name(), tried);
    }

    /** The audit log itself, or a part of it; {@code id} is a position in it. */
    public static Party log(String id, String part) {
        return new Party(Kind.LOG, id, part);
    }

    /** All data, as a file holds it. */
    public static Party backup(String what) {
        return new Party(Kind.BACKUP, "", what);
    }

    public static Party client(ApiClient client) {
        return new Party(Kind.CLIENT, client.id().value(), client.name().value());
    }

    /** What ended a token because an old secret of it was used. */
    public static Party reuseDetection() {
        return new Party(Kind.POLICY, "", "reuse detection");
    }

    public static Party operator() {
        return new Party(Kind.OPERATOR, "", "operator");
    }

    /** The operator, who looked for leaked tokens and found one there. */
    public static Party operatorWhoFound(LeakPlace place) {
        return new Party(Kind.OPERATOR, "", "operator, who found it at " + place);
    }

    /** An endpoint that is told of events. */
    public static Party webhook(String id, String url) {
        return new Party(Kind.WEBHOOK, id, url.substring(0, Math.min(url.length(), LONGEST_NAME)));
    }

    /** Keyfob itself, where nobody asked for it. */
    public static Party keyfob() {
        return new Party(Kind.KEYFOB, "", "keyfob");
    }

    /** How many tokens are meant, where it is so many at once. */
    public OptionalInt number() {
        Matcher counted = COUNTED.matcher(name);
        return counted.lookingAt() ? OptionalInt.of(Integer.parseInt(counted.group(1))) : OptionalInt.empty();
    }

    /** Someone who showed a secret, and nothing else. */
    public static Party finder() {
        return new Party(Kind.STRANGER, "", "whoever held the secret");
    }

    /** A service that looks for leaked tokens and proved who it is; where it says where, with that. */
    public static Party scanner(String name, Optional<LeakPlace> place) {
        return new Party(
                Kind.STRANGER,
                "",
                name + place.map(where -> ", which found it at " + where).orElse(""));
    }

    /** Someone who tried to sign in to an account that is there, and did not get in. */
    public static Party stranger(Email tried) {
        return new Party(Kind.STRANGER, "", tried.value());
    }

    /** Someone who typed no known account. What was typed is not kept: it may be a password in the wrong field. */
    public static Party stranger() {
        return new Party(Kind.STRANGER, "", "unknown account");
    }
}
