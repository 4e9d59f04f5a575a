/** The {@code webhook} commands. Start at {@link dev.keyfob.cli.webhook.WebhookCommands}. */
@NullMarked
package dev.keyfob.cli.webhook;

import org.jspecify.annotations.NullMarked;
