/**
 * The ports of the application on a relational database.
 *
 * <p>{@link dev.keyfob.persistence.Database} is the front door: it opens a database and hands out the ports. The rooms
 * behind it use the one dialect that H2 and PostgreSQL share, and depend on each other in one direction only.
 */
@NullMarked
package dev.keyfob.persistence;

import org.jspecify.annotations.NullMarked;
