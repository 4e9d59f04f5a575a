/** What one can do about API clients, and how one proves to be one. Start at AuthenticateClient. */
@NullMarked
package dev.keyfob.application.client;

import org.jspecify.annotations.NullMarked;
