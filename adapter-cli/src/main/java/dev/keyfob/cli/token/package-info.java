/** The {@code token} commands. Start at {@link dev.keyfob.cli.token.TokenCommands}. */
@NullMarked
package dev.keyfob.cli.token;

import org.jspecify.annotations.NullMarked;
