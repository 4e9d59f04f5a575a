/** The pages for signed-in people: records that templates show, and the handlers that make them. */
@NullMarked
package dev.keyfob.web.pages;

import org.jspecify.annotations.NullMarked;
