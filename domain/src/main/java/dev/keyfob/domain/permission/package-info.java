/**
 * Who may do what: permissions, what each requires, and the ceiling that no token passes.
 *
 * <p>Nothing here is stored with a token: an answer is computed each time it is asked for.
 */
@NullMarked
package dev.keyfob.domain.permission;

import org.jspecify.annotations.NullMarked;
