/** Lists a page at a time, by the position of the last item seen rather than by counting. */
package dev.keyfob.application.paging;
