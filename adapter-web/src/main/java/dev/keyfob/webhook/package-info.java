/**
 * Sends events to other programs over HTTP, signed as Standard Webhooks 1.0.0 specifies, and only to addresses that the
 * operator allows. What is sent, when and how often is decided in {@code application.webhook}. Start at
 * HttpWebhookSender.
 */
@NullMarked
package dev.keyfob.webhook;

import org.jspecify.annotations.NullMarked;
