package dev.keyfob.domain.backup;

/**
 * One part of a backup: its name, how many rows it has, and a fingerprint of all of them. The fingerprint does not
 * depend on their order, because no two databases sort texts alike.
 */
public record BackupPart(String name, long rows, String fingerprint) {}
