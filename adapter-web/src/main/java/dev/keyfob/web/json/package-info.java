/** JSON as it is read, strictly, and written. */
@NullMarked
package dev.keyfob.web.json;

import org.jspecify.annotations.NullMarked;
