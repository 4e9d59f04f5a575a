/**
 * Permissions, the requirement of each, and the ceiling that limits every token.
 *
 * <p>Nothing here is stored with a token: every decision is computed at the time of the request.
 */
@NullMarked
package dev.keyfob.domain.permission;

import org.jspecify.annotations.NullMarked;
