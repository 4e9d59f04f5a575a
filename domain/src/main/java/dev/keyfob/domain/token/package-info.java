/**
 * The access token: its record, its secret and how that is written, its name, its life span.
 *
 * <p>Start at {@link dev.keyfob.domain.token.AccessToken}. The format of the secret is in {@link
 * dev.keyfob.domain.token.TokenFormat}, and its test vectors are published in {@code docs/token-format.md}.
 */
@NullMarked
package dev.keyfob.domain.token;

import org.jspecify.annotations.NullMarked;
