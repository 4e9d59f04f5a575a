/** What somebody prepared for a token's owner, who picks it up; only then is a secret made. */
@NullMarked
package dev.keyfob.domain.pickup;

import org.jspecify.annotations.NullMarked;
