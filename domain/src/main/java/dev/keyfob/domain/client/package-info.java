/** API clients: the programs that may ask whether a token is good. A client is no user, and holds no token. */
@NullMarked
package dev.keyfob.domain.client;

import org.jspecify.annotations.NullMarked;
