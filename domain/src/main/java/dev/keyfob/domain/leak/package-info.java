/** What a leak is: a secret that was seen where it should not be, and where that was. Start at {@code TokenSearch}. */
@NullMarked
package dev.keyfob.domain.leak;

import org.jspecify.annotations.NullMarked;
