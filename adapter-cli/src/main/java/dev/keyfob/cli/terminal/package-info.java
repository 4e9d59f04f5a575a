/** The input and output of commands. Start at {@link dev.keyfob.cli.terminal.Terminal}. */
@NullMarked
package dev.keyfob.cli.terminal;

import org.jspecify.annotations.NullMarked;
