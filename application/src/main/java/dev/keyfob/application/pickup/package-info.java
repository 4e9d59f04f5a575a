/**
 * Pick-ups: an administrator prepares a token, or asks for a new secret of a token, and its owner picks it up or
 * declines. Start with {@link dev.keyfob.application.pickup.PickUpToken}.
 */
@NullMarked
package dev.keyfob.application.pickup;

import org.jspecify.annotations.NullMarked;
