/**
 * Makes changes in one transaction with their audit entries. This package contains no use case. A new use case that
 * changes something takes an {@link dev.keyfob.application.change.AuditedChanges}.
 */
@NullMarked
package dev.keyfob.application.change;

import org.jspecify.annotations.NullMarked;
