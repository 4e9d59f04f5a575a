/** Pages about people: the own profile and password, and the users that an administrator looks after. */
@NullMarked
package dev.keyfob.web.pages.user;

import org.jspecify.annotations.NullMarked;
