/** How a database of each kind is opened, what it does its own way, and how it is closed. */
package dev.keyfob.persistence.store;
