/** Connections to H2 and PostgreSQL: addresses, files, timeouts, retries, transactions, and what a commit guarantees. */
package dev.keyfob.persistence.connection;
