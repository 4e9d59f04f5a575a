/**
 * What one can do with pick-ups: an administrator prepares a token, or asks for a new secret of one; its owner picks it
 * up or declines. Start with {@link dev.keyfob.application.pickup.PickUpToken}.
 */
@NullMarked
package dev.keyfob.application.pickup;

import org.jspecify.annotations.NullMarked;
