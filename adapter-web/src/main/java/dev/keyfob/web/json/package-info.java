/** JSON as it is read, strictly, and written. */
package dev.keyfob.web.json;
