/**
 * How often what was decided here since the start, for whoever watches the server. Adding one is all that a request
 * pays; names are given to the numbers where they are read.
 */
@NullMarked
package dev.keyfob.application.count;

import org.jspecify.annotations.NullMarked;
