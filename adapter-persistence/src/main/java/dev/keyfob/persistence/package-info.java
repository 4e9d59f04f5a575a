/**
 * The ports of the application on a relational database.
 *
 * <p>{@link dev.keyfob.persistence.Database} opens a database and provides the ports. The other packages use the SQL
 * that H2 and PostgreSQL share, and depend on each other in one direction only.
 */
@NullMarked
package dev.keyfob.persistence;

import org.jspecify.annotations.NullMarked;
