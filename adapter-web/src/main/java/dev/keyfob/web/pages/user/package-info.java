/** Pages about people: a person's own profile and password, and the administration of users. */
@NullMarked
package dev.keyfob.web.pages.user;

import org.jspecify.annotations.NullMarked;
