/**
 * Webhooks. Announcements adds events to the outbox together with the change, and DeliverWebhooks sends them. The other
 * classes are the use cases of administrators and the operator.
 */
@NullMarked
package dev.keyfob.application.webhook;

import org.jspecify.annotations.NullMarked;
