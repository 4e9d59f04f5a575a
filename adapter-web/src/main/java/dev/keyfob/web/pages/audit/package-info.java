/** The audit log in words: everyone's, and a person's own as the security log. */
@NullMarked
package dev.keyfob.web.pages.audit;

import org.jspecify.annotations.NullMarked;
