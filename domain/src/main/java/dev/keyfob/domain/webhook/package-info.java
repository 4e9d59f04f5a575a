/** Webhooks: events for other programs. Sending one event to one webhook is a delivery. */
@NullMarked
package dev.keyfob.domain.webhook;

import org.jspecify.annotations.NullMarked;
