/** REST: a person's own tokens, a token about itself, and leaked ones handed in. Members are in snake case. */
@NullMarked
package dev.keyfob.web.api;

import org.jspecify.annotations.NullMarked;
