/** The contents of the audit log: who did what to what, when, from where, and with which outcome. */
@NullMarked
package dev.keyfob.domain.audit;

import org.jspecify.annotations.NullMarked;
