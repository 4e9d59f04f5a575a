/** Exports of all data to a backup file, and imports of such files, including those of older versions. */
@NullMarked
package dev.keyfob.persistence.backup;

import org.jspecify.annotations.NullMarked;
