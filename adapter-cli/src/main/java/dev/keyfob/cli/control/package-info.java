/**
 * Runs commands in a running server. A client connects to a Unix domain socket in the data directory, which only its
 * owner can enter. The server runs the command with the terminal of the client.
 */
@NullMarked
package dev.keyfob.cli.control;

import org.jspecify.annotations.NullMarked;
