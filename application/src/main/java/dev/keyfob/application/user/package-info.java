/** What one can do with users and their sessions: add, list, disable, enable, sign in, sign out. */
@NullMarked
package dev.keyfob.application.user;

import org.jspecify.annotations.NullMarked;
