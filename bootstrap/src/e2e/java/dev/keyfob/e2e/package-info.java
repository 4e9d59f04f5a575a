/** End-to-end tests in a real browser, with the real server and its real database. */
package dev.keyfob.e2e;
