package dev.keyfob.domain.backup;

/**
 * How far a table could be read.
 *
 * @param name the table's name
 * @param rows how many rows were read; 0 where it could not be read to its end
 * @param isWhole whether it could be read to its end
 */
public record TableReadResult(String name, long rows, boolean isWhole) {}
