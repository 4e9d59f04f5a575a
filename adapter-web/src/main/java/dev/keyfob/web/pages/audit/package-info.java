/** The audit log as pages: the whole log for administrators, and each user's own part as the security log. */
@NullMarked
package dev.keyfob.web.pages.audit;

import org.jspecify.annotations.NullMarked;
