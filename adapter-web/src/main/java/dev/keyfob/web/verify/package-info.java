/**
 * How other programs ask about tokens: introspection (RFC 7662), revocation (RFC 7009) and the check that proxies make
 * before they let a request through.
 */
@NullMarked
package dev.keyfob.web.verify;

import org.jspecify.annotations.NullMarked;
