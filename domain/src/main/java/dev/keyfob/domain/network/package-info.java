/** Where on the network someone is, and which places count. Addresses are literals: no name is ever looked up. */
@NullMarked
package dev.keyfob.domain.network;

import org.jspecify.annotations.NullMarked;
