/**
 * How a command ends. {@link dev.keyfob.cli.exit.ExitCode} is the only class of this adapter that maps the reasons
 * of refusals.
 */
@NullMarked
package dev.keyfob.cli.exit;

import org.jspecify.annotations.NullMarked;
