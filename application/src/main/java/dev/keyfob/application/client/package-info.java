/** What one can do about API clients, and how one proves to be one. Start at AuthenticateClient. */
package dev.keyfob.application.client;
