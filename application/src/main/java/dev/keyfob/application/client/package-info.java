/** Managing and authenticating API clients. Start at AuthenticateClient. */
@NullMarked
package dev.keyfob.application.client;

import org.jspecify.annotations.NullMarked;
