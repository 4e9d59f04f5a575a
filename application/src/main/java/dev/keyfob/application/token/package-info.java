/** What one can do with tokens: create, list, show, revoke, verify. */
@NullMarked
package dev.keyfob.application.token;

import org.jspecify.annotations.NullMarked;
