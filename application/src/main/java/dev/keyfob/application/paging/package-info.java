/** Reads lists page by page, from the position of the last item seen instead of an offset. */
@NullMarked
package dev.keyfob.application.paging;

import org.jspecify.annotations.NullMarked;
