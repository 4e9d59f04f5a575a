/**
 * How verbs change things: in one transaction with the entry of the audit log that says so. No verb is in here; a new
 * verb that changes something takes an {@link dev.keyfob.application.change.AuditedChanges}.
 */
@NullMarked
package dev.keyfob.application.change;

import org.jspecify.annotations.NullMarked;
