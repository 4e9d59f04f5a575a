/** Stories told in a real browser, on the real server and its real database. */
package dev.keyfob.e2e;
