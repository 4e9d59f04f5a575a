/** What the audit log says: who did what to what, when, from where, and how it ended. */
@NullMarked
package dev.keyfob.domain.audit;

import org.jspecify.annotations.NullMarked;
