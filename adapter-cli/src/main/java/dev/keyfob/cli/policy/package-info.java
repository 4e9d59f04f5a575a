/** The {@code policy} commands. Start at {@link dev.keyfob.cli.policy.PolicyCommands}. */
@NullMarked
package dev.keyfob.cli.policy;

import org.jspecify.annotations.NullMarked;
