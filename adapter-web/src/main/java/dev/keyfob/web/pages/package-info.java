/** What all pages for signed-in people share. The pages themselves are in the packages below. */
@NullMarked
package dev.keyfob.web.pages;

import org.jspecify.annotations.NullMarked;
