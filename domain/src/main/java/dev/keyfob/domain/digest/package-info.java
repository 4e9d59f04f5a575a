/** SHA-256, by which secrets are found and contents are told apart. Passwords are hashed elsewhere, and slowly. */
@NullMarked
package dev.keyfob.domain.digest;

import org.jspecify.annotations.NullMarked;
