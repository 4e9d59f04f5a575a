/**
 * The access token: its record, its secret and how that is written, its name, its life. What tokens are allowed to be
 * is in {@code domain.policy}.
 *
 * <p>Start at {@link dev.keyfob.domain.token.AccessToken}. Whether one can be used now, and if not why, says {@link
 * dev.keyfob.domain.token.OwnedToken#unusableAt}. The format of the secret is in {@link
 * dev.keyfob.domain.token.TokenFormat}, and its test vectors are published in {@code docs/token-format.md}.
 */
@NullMarked
package dev.keyfob.domain.token;

import org.jspecify.annotations.NullMarked;
