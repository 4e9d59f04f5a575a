/** Pages about tokens, a person's own and everyone's, with the records that their templates show. */
@NullMarked
package dev.keyfob.web.pages.token;

import org.jspecify.annotations.NullMarked;
