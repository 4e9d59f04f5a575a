/**
 * How HTTP reaches Keyfob. {@link dev.keyfob.web.WebServer} is the front door; {@link dev.keyfob.web.Routes} holds
 * every URL with whom it serves and who may call it. Nothing below depends on this package. Rules about tokens do not
 * live here.
 */
@NullMarked
package dev.keyfob.web;

import org.jspecify.annotations.NullMarked;
