/** The version of the schema, and how an older one is brought up to date. */
@NullMarked
package dev.keyfob.persistence.schema;

import org.jspecify.annotations.NullMarked;
