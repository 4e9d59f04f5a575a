/** Rows that verification keeps in memory, and how they are invalidated when this node or another one changes them. */
package dev.keyfob.persistence.cache;
