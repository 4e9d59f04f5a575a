/** Lists a page at a time, by the position of the last item seen rather than by counting. */
@NullMarked
package dev.keyfob.application.paging;

import org.jspecify.annotations.NullMarked;
