/** How a database of each kind is opened, what it does its own way, and how it is closed. */
@NullMarked
package dev.keyfob.persistence.store;

import org.jspecify.annotations.NullMarked;
