/** What the audit log says: who did what to what, when, from where, and how it ended. */
package dev.keyfob.domain.audit;
