/**
 * Records that are printed as JSON, CSV or a list of ids, or as a table that fits a person's terminal. Start at
 * {@link dev.keyfob.cli.table.RecordPrinter}.
 */
@NullMarked
package dev.keyfob.cli.table;

import org.jspecify.annotations.NullMarked;
