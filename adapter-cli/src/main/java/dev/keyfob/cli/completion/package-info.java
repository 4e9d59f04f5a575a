/**
 * Completion in shells: one table of what may come next, as a function of POSIX shells, and a few lines around it for
 * each shell. Start at {@link dev.keyfob.cli.completion.CompletionScript}.
 */
@NullMarked
package dev.keyfob.cli.completion;

import org.jspecify.annotations.NullMarked;
