/** Leaks: secrets that were found where they should not be, and the places. Start at {@code TokenSearch}. */
@NullMarked
package dev.keyfob.domain.leak;

import org.jspecify.annotations.NullMarked;
