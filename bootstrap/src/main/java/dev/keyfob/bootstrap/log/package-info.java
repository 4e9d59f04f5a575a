/**
 * The log: where it goes, in which form, and what of a failure may stand in it. Start at {@link
 * dev.keyfob.bootstrap.log.Logging}; what is left out is decided in {@link dev.keyfob.bootstrap.log.LoggedEvent}.
 */
@NullMarked
package dev.keyfob.bootstrap.log;

import org.jspecify.annotations.NullMarked;
