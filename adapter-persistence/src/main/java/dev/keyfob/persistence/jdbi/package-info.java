/** The ports of the application in SQL: each {@code Jdbi…} class holds all the SQL of one port. */
@NullMarked
package dev.keyfob.persistence.jdbi;

import org.jspecify.annotations.NullMarked;
