/**
 * Counters for monitoring. A request pays for one increment only; the names of the metrics are attached when the
 * counters are read.
 */
@NullMarked
package dev.keyfob.application.count;

import org.jspecify.annotations.NullMarked;
