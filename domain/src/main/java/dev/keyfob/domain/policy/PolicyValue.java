package dev.keyfob.domain.policy;

import java.util.function.BiFunction;

/**
 * The value of a policy item. It is parsed once, and applied each time the policy is computed.
 *
 * @param text the value as it was typed, which the audit log repeats
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
