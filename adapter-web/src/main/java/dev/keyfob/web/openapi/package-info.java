/** What the HTTP API is, for programs and for people: one description, two ways to show it. */
package dev.keyfob.web.openapi;
