/** Creating the first account on empty data, with a code that is stored beside the data. */
@NullMarked
package dev.keyfob.application.setup;

import org.jspecify.annotations.NullMarked;
