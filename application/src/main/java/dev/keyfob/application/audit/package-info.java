/** Reading and verifying the audit log. Every use case that changes something writes its own entries. */
@NullMarked
package dev.keyfob.application.audit;

import org.jspecify.annotations.NullMarked;
