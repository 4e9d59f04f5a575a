/**
 * The documentation inside the product: the pages of {@code docs/}, which the build packs beside these classes, and a
 * search.
 */
@NullMarked
package dev.keyfob.web.docs;

import org.jspecify.annotations.NullMarked;
