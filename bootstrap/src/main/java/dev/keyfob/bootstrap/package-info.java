/**
 * Puts Keyfob together, once.
 *
 * <p>{@link dev.keyfob.bootstrap.Main} starts it, {@link dev.keyfob.bootstrap.Setting} lists everything that can be
 * configured, and {@link dev.keyfob.bootstrap.Wiring} holds every {@code new} from top to bottom.
 */
@NullMarked
package dev.keyfob.bootstrap;

import org.jspecify.annotations.NullMarked;
