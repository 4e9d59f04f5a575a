package dev.keyfob.domain.backup;

/**
 * The result of reading a table.
 *
 * @param name the table's name
 * @param rows the number of rows read; 0 if the table could not be read to its end
 * @param isWhole whether the table could be read to its end
 */
public record TableReadResult(String name, long rows, boolean isWhole) {}
