/**
 * Searches files, folders, archives, streams and git histories for leaked tokens. The domain defines what a token looks
 * like. Start at {@link dev.keyfob.cli.scan.Scan}.
 */
@NullMarked
package dev.keyfob.cli.scan;

import org.jspecify.annotations.NullMarked;
