/** Opens and closes a database of each kind, and does what differs between them. */
@NullMarked
package dev.keyfob.persistence.store;

import org.jspecify.annotations.NullMarked;
