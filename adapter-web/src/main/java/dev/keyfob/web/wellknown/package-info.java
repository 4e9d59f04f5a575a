/** The documents below {@code /.well-known} (RFC 8615), and the challenges that link to them. */
@NullMarked
package dev.keyfob.web.wellknown;

import org.jspecify.annotations.NullMarked;
