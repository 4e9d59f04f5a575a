/** How the first account is made on data that has none: by whoever can read a code beside the data. */
@NullMarked
package dev.keyfob.application.setup;

import org.jspecify.annotations.NullMarked;
