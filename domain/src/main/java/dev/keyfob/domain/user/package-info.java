/** Who is there: users, the roles they hold and their sessions. */
package dev.keyfob.domain.user;
