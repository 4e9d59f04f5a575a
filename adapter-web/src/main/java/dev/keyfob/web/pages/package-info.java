/** What all pages for signed-in people share; the pages themselves are in the packages below. */
@NullMarked
package dev.keyfob.web.pages;

import org.jspecify.annotations.NullMarked;
