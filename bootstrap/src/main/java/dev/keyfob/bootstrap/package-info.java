/**
 * Assembles Keyfob from its modules.
 *
 * <p>{@link dev.keyfob.bootstrap.Main} is the entry point, {@link dev.keyfob.bootstrap.Setting} lists the settings, and
 * {@link dev.keyfob.bootstrap.Wiring} creates all objects.
 */
@NullMarked
package dev.keyfob.bootstrap;

import org.jspecify.annotations.NullMarked;
