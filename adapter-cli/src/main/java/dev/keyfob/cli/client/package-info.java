/** The {@code client} commands, for API clients. Start at {@link dev.keyfob.cli.client.ApiClientCommands}. */
@NullMarked
package dev.keyfob.cli.client;

import org.jspecify.annotations.NullMarked;
