/** Where on the network someone is, and which places count. Addresses are literals: no name is ever looked up. */
package dev.keyfob.domain.network;
