/**
 * How other programs verify tokens: introspection (RFC 7662), revocation (RFC 7009), and the check by which proxies
 * decide whether to let a request through.
 */
@NullMarked
package dev.keyfob.web.verify;

import org.jspecify.annotations.NullMarked;
