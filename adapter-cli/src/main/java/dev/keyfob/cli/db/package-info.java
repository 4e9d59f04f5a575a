/** The {@code db} commands: export, import and check of all data. Start at {@link dev.keyfob.cli.db.DbCommands}. */
@NullMarked
package dev.keyfob.cli.db;

import org.jspecify.annotations.NullMarked;
