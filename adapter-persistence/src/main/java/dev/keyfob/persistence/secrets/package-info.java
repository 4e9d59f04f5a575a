/** Secrets at rest: password hashes, and encryption with a key that is not in the database. */
@NullMarked
package dev.keyfob.persistence.secrets;

import org.jspecify.annotations.NullMarked;
