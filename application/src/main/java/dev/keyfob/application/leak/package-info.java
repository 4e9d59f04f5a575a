/** Handling secrets that were found in public places. */
@NullMarked
package dev.keyfob.application.leak;

import org.jspecify.annotations.NullMarked;
