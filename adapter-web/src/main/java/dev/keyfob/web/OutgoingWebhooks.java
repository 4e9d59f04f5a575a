package dev.keyfob.web;

import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.domain.webhook.Reach;
import dev.keyfob.web.webhook.HttpWebhookSender;
import java.time.Duration;

/** The back door: what goes out to other programs, and never waits for them longer than it may. */
public final class OutgoingWebhooks {

    /** What an attempt may take in all. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private OutgoingWebhooks() {}

    /** Sends over HTTP, to where it may reach. */
    public static WebhookSender sender(Reach reach, Duration patience) {
        return new HttpWebhookSender(reach, patience);
    }
}
