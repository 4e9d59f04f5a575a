package dev.keyfob.domain.policy;

import java.util.function.BiFunction;

/**
 * What an item of the policy is set to: read once, applied as often as the policy is computed.
 *
 * @param text as the operator wrote it, which the audit log repeats
 */
record PolicyValue<V>(String text, V value, BiFunction<TokenPolicy, V, TokenPolicy> setter) {

    TokenPolicy applyTo(TokenPolicy policy) {
        return setter.apply(policy, value);
    }

    @Override
    public String toString() {
        return text;
    }
}
