/**
 * Benchmarks: compare Keyfob with servers that do the minimum of the same work. {@code docs/performance.md} explains
 * how to run them. Start at {@link dev.keyfob.bench.Main}. Nothing here is shipped, and no build runs it by default.
 */
package dev.keyfob.bench;
