/**
 * What {@code keyfob doctor} looks at: each {@link dev.keyfob.cli.doctor.Check} is one thing that keeps installations
 * from working, and says what to do about it. None changes anything, and none opens the data.
 */
@NullMarked
package dev.keyfob.cli.doctor;

import org.jspecify.annotations.NullMarked;
