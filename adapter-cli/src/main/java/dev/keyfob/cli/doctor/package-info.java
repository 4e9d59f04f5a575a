/**
 * The checks of {@code keyfob doctor}. Each {@link dev.keyfob.cli.doctor.Check} looks for one common fault of
 * installations and names the remedy. No check changes anything or opens the data.
 */
@NullMarked
package dev.keyfob.cli.doctor;

import org.jspecify.annotations.NullMarked;
