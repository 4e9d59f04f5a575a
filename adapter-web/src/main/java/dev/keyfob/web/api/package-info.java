/** REST: a person's own tokens, a token's access to itself, and reports of leaked tokens. Members are in snake case. */
@NullMarked
package dev.keyfob.web.api;

import org.jspecify.annotations.NullMarked;
