/** API clients: the programs that may ask whether a token is good. A client is no user, and holds no token. */
package dev.keyfob.domain.client;
