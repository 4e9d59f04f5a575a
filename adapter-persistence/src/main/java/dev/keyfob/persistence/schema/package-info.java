/** The version of the schema, and how an older one is brought up to date. */
package dev.keyfob.persistence.schema;
