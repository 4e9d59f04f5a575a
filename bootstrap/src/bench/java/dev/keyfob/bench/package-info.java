/**
 * Benchmarks: what Keyfob costs, beside what the same bytes cost without it. {@code docs/performance.md} tells how to
 * run them. Start at {@link dev.keyfob.bench.Main}. Nothing here is shipped, and no build runs it unasked.
 */
package dev.keyfob.bench;
