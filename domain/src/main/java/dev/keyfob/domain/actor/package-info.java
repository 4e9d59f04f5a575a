/** Who is asking, what that lets them do and see, and how the audit log names them. */
@NullMarked
package dev.keyfob.domain.actor;

import org.jspecify.annotations.NullMarked;
