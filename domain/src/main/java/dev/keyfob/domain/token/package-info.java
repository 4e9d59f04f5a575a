/**
 * The access token: its record, the format of its secret, its name and its life. The rules for tokens are in
 * {@code domain.policy}.
 *
 * <p>Start at {@link dev.keyfob.domain.token.AccessToken}. {@link dev.keyfob.domain.token.OwnedToken#unusableAt}
 * decides whether a token can be used now, and if not, why. The format of the secret is in
 * {@link dev.keyfob.domain.token.TokenFormat}, and its test vectors are published in {@code docs/token-format.md}.
 */
@NullMarked
package dev.keyfob.domain.token;

import org.jspecify.annotations.NullMarked;
