/** The ports of the application in SQL: each {@code Jdbi…} class holds all the SQL of one port. */
package dev.keyfob.persistence.jdbi;
