/**
 * How a command reaches a running server: over a Unix domain socket in the data directory, which only its owner can
 * enter. The server carries the command out with the client's terminal at the other end of the line.
 */
@NullMarked
package dev.keyfob.cli.control;

import org.jspecify.annotations.NullMarked;
