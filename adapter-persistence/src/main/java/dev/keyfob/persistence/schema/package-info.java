/** The version of the schema, and the migration of older ones. */
@NullMarked
package dev.keyfob.persistence.schema;

import org.jspecify.annotations.NullMarked;
