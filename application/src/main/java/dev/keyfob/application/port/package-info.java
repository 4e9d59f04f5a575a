/** What the use cases need from outside: interfaces, named as collections or roles, and nothing else. */
@NullMarked
package dev.keyfob.application.port;

import org.jspecify.annotations.NullMarked;
