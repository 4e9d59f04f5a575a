/** The pages for signed-in people: records that templates show, and the handlers that make them. */
package dev.keyfob.web.pages;
