/**
 * How HTTP requests reach Keyfob. {@link dev.keyfob.web.WebServer} starts the server, and {@link dev.keyfob.web.Routes}
 * lists every URL with its audience and its access rule. No package below depends on this one. Rules about tokens do
 * not live here.
 */
@NullMarked
package dev.keyfob.web;

import org.jspecify.annotations.NullMarked;
