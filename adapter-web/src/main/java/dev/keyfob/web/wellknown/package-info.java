/** What is found below {@code /.well-known} (RFC 8615), and what leads there. */
@NullMarked
package dev.keyfob.web.wellknown;

import org.jspecify.annotations.NullMarked;
