/** Turns records into HTML through the templates compiled with this module. */
@NullMarked
package dev.keyfob.web.html;

import org.jspecify.annotations.NullMarked;
