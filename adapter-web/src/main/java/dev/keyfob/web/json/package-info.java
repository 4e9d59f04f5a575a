/** Reads JSON strictly, and writes it. */
@NullMarked
package dev.keyfob.web.json;

import org.jspecify.annotations.NullMarked;
