/** The use cases for tokens: creating, listing, editing, rotating, revoking and verifying them. */
@NullMarked
package dev.keyfob.application.token;

import org.jspecify.annotations.NullMarked;
