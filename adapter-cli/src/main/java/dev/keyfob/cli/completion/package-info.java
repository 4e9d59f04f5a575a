/**
 * Completion in shells: one table of the words that may come next, as a function for POSIX shells, and a few lines
 * around it for each shell. Start at {@link dev.keyfob.cli.completion.CompletionScript}.
 */
@NullMarked
package dev.keyfob.cli.completion;

import org.jspecify.annotations.NullMarked;
