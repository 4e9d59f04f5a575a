/**
 * How it is kept: the ports of the application on a relational database.
 *
 * <p>{@link dev.keyfob.persistence.Database} is the front door. Each {@code Jdbi…} class holds all the SQL of one port,
 * in the one dialect that H2 and PostgreSQL share.
 */
package dev.keyfob.persistence;
