/**
 * The log: its destination, its format, and which details of a failure it contains. Start at {@link
 * dev.keyfob.bootstrap.log.Logging}. {@link dev.keyfob.bootstrap.log.RedactedLogEvent} decides what is left out.
 */
@NullMarked
package dev.keyfob.bootstrap.log;

import org.jspecify.annotations.NullMarked;
