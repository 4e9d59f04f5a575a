/** All data written to a backup file, and read back from one, also from one that an older version wrote. */
@NullMarked
package dev.keyfob.persistence.backup;

import org.jspecify.annotations.NullMarked;
