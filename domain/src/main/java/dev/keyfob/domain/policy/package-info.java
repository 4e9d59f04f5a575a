/**
 * What the operator allows tokens to be: how long they live, how many there are, who makes them and how secrets are
 * rotated. It knows no token; whether one is over is asked there.
 *
 * <p>Start at {@link dev.keyfob.domain.policy.TokenPolicy}. {@link dev.keyfob.domain.policy.PolicyItem} is the
 * vocabulary of the operator.
 */
@NullMarked
package dev.keyfob.domain.policy;

import org.jspecify.annotations.NullMarked;
