/** Turns records into HTML through the templates compiled with this module. */
package dev.keyfob.web.html;
