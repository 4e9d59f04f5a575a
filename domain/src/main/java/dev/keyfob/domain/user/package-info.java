/** Users, the roles they hold, and their sessions. */
@NullMarked
package dev.keyfob.domain.user;

import org.jspecify.annotations.NullMarked;
