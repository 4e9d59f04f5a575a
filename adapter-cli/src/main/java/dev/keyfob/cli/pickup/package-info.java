/** The {@code pickup} commands. Start at {@link dev.keyfob.cli.pickup.PickUpCommands}. */
@NullMarked
package dev.keyfob.cli.pickup;

import org.jspecify.annotations.NullMarked;
