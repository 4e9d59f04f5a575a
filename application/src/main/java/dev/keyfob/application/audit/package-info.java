/** Reading the audit log. Writing it is part of every use case that changes something. */
@NullMarked
package dev.keyfob.application.audit;

import org.jspecify.annotations.NullMarked;
