/** The use cases for users, their identities and their sessions, such as adding users and signing in. */
@NullMarked
package dev.keyfob.application.user;

import org.jspecify.annotations.NullMarked;
