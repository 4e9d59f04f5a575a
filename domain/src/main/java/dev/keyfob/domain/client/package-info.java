/** API clients: programs that may ask whether a token is valid. A client is not a user and has no tokens. */
@NullMarked
package dev.keyfob.domain.client;

import org.jspecify.annotations.NullMarked;
