/** What one can do with tokens: create, list, show, revoke, verify. */
package dev.keyfob.application.token;
