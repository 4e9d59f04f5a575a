/** The {@code audit} commands. Start at {@link dev.keyfob.cli.audit.AuditCommands}. */
@NullMarked
package dev.keyfob.cli.audit;

import org.jspecify.annotations.NullMarked;
