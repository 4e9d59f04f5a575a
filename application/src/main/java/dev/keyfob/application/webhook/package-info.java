/**
 * Telling other programs what happened. Announcements writes events into the outbox together with the change;
 * DeliverWebhooks brings them out; the rest is what operators and administrators do about webhooks.
 */
@NullMarked
package dev.keyfob.application.webhook;

import org.jspecify.annotations.NullMarked;
