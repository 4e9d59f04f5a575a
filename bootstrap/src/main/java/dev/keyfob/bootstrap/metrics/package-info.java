/**
 * What is shown to a monitoring system, and where it is served. Start at {@link dev.keyfob.bootstrap.metrics.Metrics}.
 * What is counted lives where it happens; here it gets names, labels and a form.
 */
@NullMarked
package dev.keyfob.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
