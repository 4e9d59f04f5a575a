/**
 * Searches files, folders, archives, streams and git histories for leaked tokens. The domain defines what a token looks
 * like. {@link dev.keyfob.cli.scan.ScanCommand} is the command, and {@link dev.keyfob.cli.scan.Scan} the search.
 */
@NullMarked
package dev.keyfob.cli.scan;

import org.jspecify.annotations.NullMarked;
