/** Checks, normalizes and compares text that people typed. */
@NullMarked
package dev.keyfob.domain.text;

import org.jspecify.annotations.NullMarked;
