/**
 * Where leaked tokens are looked for: files, folders, archives, streams and git histories. What a token looks like is
 * the domain's business. Start at {@link dev.keyfob.cli.scan.Scan}.
 */
@NullMarked
package dev.keyfob.cli.scan;

import org.jspecify.annotations.NullMarked;
