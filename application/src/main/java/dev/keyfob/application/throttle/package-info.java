/** What keeps guessing, and floods of changes, slow without keeping anyone out. */
@NullMarked
package dev.keyfob.application.throttle;

import org.jspecify.annotations.NullMarked;
