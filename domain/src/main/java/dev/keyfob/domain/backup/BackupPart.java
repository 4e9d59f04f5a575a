package dev.keyfob.domain.backup;

/**
 * One part of a backup: its name, its number of rows, and a fingerprint of all rows. The fingerprint does not depend on
 * the order of the rows, because databases sort texts differently.
 */
public record BackupPart(String name, long rows, String fingerprint) {}
