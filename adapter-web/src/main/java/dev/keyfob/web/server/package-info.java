/**
 * The HTTP server itself: what happens to a request and its answer before and after any route, and the routes that need
 * no web framework. What requests and answers contain does not live here.
 */
@NullMarked
package dev.keyfob.web.server;

import org.jspecify.annotations.NullMarked;
