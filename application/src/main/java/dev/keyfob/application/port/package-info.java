/** What the use cases need from outside: interfaces, named as collections or roles, and nothing else. */
package dev.keyfob.application.port;
