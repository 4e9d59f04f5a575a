/** Tables that fit a person's terminal. Start at {@link dev.keyfob.cli.table.FittedTable}. */
@NullMarked
package dev.keyfob.cli.table;

import org.jspecify.annotations.NullMarked;
