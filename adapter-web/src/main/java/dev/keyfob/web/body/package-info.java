/** Checks the headers that describe a request's body. The content of the body is read elsewhere. */
@NullMarked
package dev.keyfob.web.body;

import org.jspecify.annotations.NullMarked;
