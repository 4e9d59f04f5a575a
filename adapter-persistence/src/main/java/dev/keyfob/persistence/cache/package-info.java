/** Rows that verification keeps in memory, and how they are invalidated when this node or another one changes them. */
@NullMarked
package dev.keyfob.persistence.cache;

import org.jspecify.annotations.NullMarked;
