/** What the HTTP API is, for programs and for people: one description, two ways to show it. */
@NullMarked
package dev.keyfob.web.openapi;

import org.jspecify.annotations.NullMarked;
