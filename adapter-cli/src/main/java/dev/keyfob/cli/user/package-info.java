/** The {@code user} commands. Start at {@link dev.keyfob.cli.user.UserCommands}. */
@NullMarked
package dev.keyfob.cli.user;

import org.jspecify.annotations.NullMarked;
