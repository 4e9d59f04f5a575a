/** What a request says of its body. What stands in the body does not live here. */
package dev.keyfob.web.body;
