/** Reading the audit log. Writing it is part of every use case that changes something. */
package dev.keyfob.application.audit;
