/**
 * Benchmarks: what Keyfob costs, beside servers that do the least that this work needs. {@code docs/performance.md}
 * tells how to run them. Start at {@link dev.keyfob.bench.Main}. Nothing here is shipped, and no build runs it unasked.
 */
package dev.keyfob.bench;
