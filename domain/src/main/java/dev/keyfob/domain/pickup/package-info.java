/** Tokens and secrets prepared for a token's owner. The secret is generated when the owner picks it up. */
@NullMarked
package dev.keyfob.domain.pickup;

import org.jspecify.annotations.NullMarked;
