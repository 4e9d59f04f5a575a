/** The ports: interfaces that the use cases need from outside, named as collections or roles. */
@NullMarked
package dev.keyfob.application.port;

import org.jspecify.annotations.NullMarked;
