/**
 * Events to other programs, over HTTP: signed as Standard Webhooks 1.0.0 says, and to no address that the operator has
 * not allowed. What is sent, when and how often is decided in {@code application.webhook}. Start at HttpWebhookSender.
 */
@NullMarked
package dev.keyfob.webhook;

import org.jspecify.annotations.NullMarked;
