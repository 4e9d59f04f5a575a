/** What is done about secrets that were seen where they should not be. */
@NullMarked
package dev.keyfob.application.leak;

import org.jspecify.annotations.NullMarked;
