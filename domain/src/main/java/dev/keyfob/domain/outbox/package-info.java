/** The common part of outgoing messages, webhooks and mails: the retry schedule, the attempts and their outcomes. */
@NullMarked
package dev.keyfob.domain.outbox;

import org.jspecify.annotations.NullMarked;
