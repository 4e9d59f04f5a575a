package dev.keyfob.domain.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One item of the policy, which the operator or an administrator sets: {@code longest_life=90d}.
 *
 * <p>Values are applied in the order of the items. The longest life comes before the default life, because it limits
 * it.
 */
public enum PolicyItem {
    LONGEST_LIFE(
            "a number of days such as 90d",
            ValueForm.DAYS,
            policy -> policy.expiry().longestLife(),
            (policy, longest) -> policy.with(policy.expiry().withLongestLife(longest))),
    DEFAULT_LIFE(
            "a number of days such as 30d; at most the longest life counts",
            ValueForm.DAYS,
            policy -> policy.expiry().standardLife(),
            (policy, standard) -> policy.with(policy.expiry().withStandardLife(standard))),
    NO_EXPIRATION(
            "on or off: whether a token may live for ever",
            ValueForm.ON_OFF,
            policy -> policy.expiry().mayNeverExpire(),
            (policy, mayNeverExpire) -> policy.with(policy.expiry().withNoExpiration(mayNeverExpire))),
    TOKENS_PER_USER(
            "a number from 1 to 1000000", ValueForm.COUNT, TokenPolicy::mostPerOwner, TokenPolicy::withMostPerOwner),
    IDLE_LIMIT(
            "a number of days such as 90d, after which an unused token stops; or none",
            ValueForm.DAYS_OR_NONE,
            TokenPolicy::idleLimit,
            TokenPolicy::withIdleLimit),
    CREATION(
            "on, off, or role:NAME for those who hold that role",
            ValueForm.CREATORS,
            TokenPolicy::creation,
            TokenPolicy::withCreation),
    DEFAULT_OVERLAP(
            "a time such as 30m, 24h or 7d, or 0; at most the longest overlap counts",
            ValueForm.OVERLAP,
            policy -> policy.rotation().givenOverlap(),
            (policy, standard) -> policy.with(policy.rotation().withStandardOverlap(standard))),
    LONGEST_OVERLAP(
            "a time such as 24h or 7d, or 0: the longest that an old secret works beside an unused new one",
            ValueForm.OVERLAP,
            policy -> policy.rotation().longestOverlap(),
            (policy, longest) -> policy.with(policy.rotation().withLongestOverlap(longest))),
    SELF_ROTATION(
            "on or off: whether a token may rotate itself over the API",
            ValueForm.ON_OFF,
            policy -> policy.rotation().maySelfRotate(),
            (policy, maySelfRotate) -> policy.with(policy.rotation().withSelfRotation(maySelfRotate))),
    REUSE(
            "revoke or report: what happens to a token when a secret is used that a rotation has ended",
            ValueForm.REVOKE_REPORT,
            policy -> policy.rotation().revokesOnReuse(),
            (policy, isToRevoke) -> policy.with(policy.rotation().withReuseToRevoke(isToRevoke))),
    ROTATION_GRACE(
            "a number of seconds from 0s to 3600s, for which an old secret works after the first use of the new one",
            ValueForm.SECONDS,
            policy -> policy.rotation().grace(),
            (policy, grace) -> policy.with(policy.rotation().withGrace(grace)));

    private final String expected;
    private final Kind<?> kind;

    /** The form of an item's values, and where they are in the policy. */
    private record Kind<V>(
            ValueForm<V> form, Function<TokenPolicy, V> getter, BiFunction<TokenPolicy, V, TokenPolicy> setter) {

        Optional<PolicyValue<?>> read(String text) {
            return form.reader().apply(text).map(value -> new PolicyValue<>(text, value, setter));
        }

        String of(TokenPolicy policy) {
            return form.writer().apply(getter.apply(policy));
        }
    }

    <V> PolicyItem(
            String expected,
            ValueForm<V> form,
            Function<TokenPolicy, V> getter,
            BiFunction<TokenPolicy, V, TokenPolicy> setter) {
        this.expected = expected;
        this.kind = new Kind<>(form, getter, setter);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what a value must be, in words. */
    public String expected() {
        return expected;
    }

    /** Whether {@code text} is a value of this item. */
    public boolean isReadable(String text) {
        return read(text).isPresent();
    }

    /** Returns the parsed value; empty if {@code text} is not a value of this item. */
    Optional<PolicyValue<?>> read(String text) {
        return kind.read(text);
    }

    /** Returns the value in this policy, as somebody would type it. */
    public String of(TokenPolicy policy) {
        return kind.of(policy);
    }
}
