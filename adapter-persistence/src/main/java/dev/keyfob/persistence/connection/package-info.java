/**
 * Connections to H2 and PostgreSQL: addresses, files, timeouts, retries, transactions, and what a commit guarantees.
 */
@NullMarked
package dev.keyfob.persistence.connection;

import org.jspecify.annotations.NullMarked;
