/** The numbers for administrators and for monitoring. */
@NullMarked
package dev.keyfob.application.overview;

import org.jspecify.annotations.NullMarked;
