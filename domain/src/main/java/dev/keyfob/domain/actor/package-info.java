/** Who is asking, what that lets them do and see, and how the audit log names them. */
package dev.keyfob.domain.actor;
