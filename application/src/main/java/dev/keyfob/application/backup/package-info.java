/** Exporting all data to a file and importing it, for backups and for moving to another kind of database. */
@NullMarked
package dev.keyfob.application.backup;

import org.jspecify.annotations.NullMarked;
