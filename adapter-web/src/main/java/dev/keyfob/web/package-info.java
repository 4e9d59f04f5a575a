/**
 * How HTTP reaches Keyfob. {@link dev.keyfob.web.WebServer} is the front door; {@link dev.keyfob.web.Routes} holds every
 * URL with who may call it. Rules about tokens do not live here.
 */
package dev.keyfob.web;
