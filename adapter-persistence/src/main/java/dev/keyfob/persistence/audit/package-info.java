/** The storage of the audit log: its rows, the chain of hashes over them, and the key that seals it. */
@NullMarked
package dev.keyfob.persistence.audit;

import org.jspecify.annotations.NullMarked;
