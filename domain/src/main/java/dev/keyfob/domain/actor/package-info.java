/** The callers of use cases, what each may do and see, and how the audit log names them. */
@NullMarked
package dev.keyfob.domain.actor;

import org.jspecify.annotations.NullMarked;
