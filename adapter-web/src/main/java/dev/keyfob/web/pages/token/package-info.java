/** Pages about tokens, one person's and everyone's, with the records that their templates show. */
@NullMarked
package dev.keyfob.web.pages.token;

import org.jspecify.annotations.NullMarked;
