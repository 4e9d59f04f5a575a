/** How things stand, in numbers, for whoever looks after everyone's tokens. */
@NullMarked
package dev.keyfob.application.overview;

import org.jspecify.annotations.NullMarked;
