/**
 * The metrics for a monitoring system, and the server for them. Start at {@link dev.keyfob.bootstrap.metrics.Metrics}.
 * The counters are kept where the events happen. This package gives them names, labels and a format.
 */
@NullMarked
package dev.keyfob.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
