/** Webhooks: what happened, told to other programs. A webhook is told of events; each telling is a delivery. */
@NullMarked
package dev.keyfob.domain.webhook;

import org.jspecify.annotations.NullMarked;
