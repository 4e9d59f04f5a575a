/**
 * The command line of the operator: one file for each noun, one method or class for each verb.
 *
 * <p>Start at {@link dev.keyfob.cli.Cli}. Only {@link dev.keyfob.cli.ExitCode} maps refusals to exit codes. Secrets are
 * read from standard input or a prompt, never from an argument.
 */
@NullMarked
package dev.keyfob.cli;

import org.jspecify.annotations.NullMarked;
