/**
 * The command line of the operator. The commands of each noun are in a package of its name, such as
 * {@link dev.keyfob.cli.token}: one class for each noun, and one class or method for each command.
 *
 * <p>Start at {@link dev.keyfob.cli.Cli}. Only {@link dev.keyfob.cli.exit.ExitCode} maps refusals to exit codes.
 * Secrets are read from standard input or a prompt, never from an argument.
 */
@NullMarked
package dev.keyfob.cli;

import org.jspecify.annotations.NullMarked;
