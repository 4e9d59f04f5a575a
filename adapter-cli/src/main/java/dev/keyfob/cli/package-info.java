/**
 * How an operator reaches Keyfob: one file per noun, one method per verb.
 *
 * <p>{@link dev.keyfob.cli.Cli} is the front door, and {@link dev.keyfob.cli.ExitCode} the only translation of
 * refusals. Secrets come in by standard input or prompt and never as an argument.
 */
@NullMarked
package dev.keyfob.cli;

import org.jspecify.annotations.NullMarked;
