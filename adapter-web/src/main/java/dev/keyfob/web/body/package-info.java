/** Checks the headers that describe a request's body, and reads the fields of submitted forms. */
@NullMarked
package dev.keyfob.web.body;

import org.jspecify.annotations.NullMarked;
