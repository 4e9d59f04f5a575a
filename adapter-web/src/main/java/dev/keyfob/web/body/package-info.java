/** What a request says of its body. What stands in the body does not live here. */
@NullMarked
package dev.keyfob.web.body;

import org.jspecify.annotations.NullMarked;
