/**
 * The log: destination, format, and how much of a failure it may contain. Start at {@link
 * dev.keyfob.bootstrap.log.Logging}; {@link dev.keyfob.bootstrap.log.LoggedEvent} decides what is left out.
 */
@NullMarked
package dev.keyfob.bootstrap.log;

import org.jspecify.annotations.NullMarked;
