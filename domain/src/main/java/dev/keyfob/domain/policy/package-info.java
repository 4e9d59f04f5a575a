/**
 * The operator's rules for tokens: how long they live, how many there are, who creates them and how secrets are
 * rotated. Nothing here depends on a token: the token's own classes check whether these rules have ended it.
 *
 * <p>Start at {@link dev.keyfob.domain.policy.TokenPolicy}. {@link dev.keyfob.domain.policy.PolicyItem} lists the items
 * that the operator can set.
 */
@NullMarked
package dev.keyfob.domain.policy;

import org.jspecify.annotations.NullMarked;
