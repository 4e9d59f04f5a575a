/** What one can do with users and their sessions: add, list, disable, enable, sign in, sign out. */
package dev.keyfob.application.user;
