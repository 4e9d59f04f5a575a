/** SHA-256, which is used to look up secrets and to compare contents. Passwords have a slow hash elsewhere. */
@NullMarked
package dev.keyfob.domain.digest;

import org.jspecify.annotations.NullMarked;
