/** Secrets at rest: password hashes, and encryption with a key that is not in the database. */
package dev.keyfob.persistence.secrets;
