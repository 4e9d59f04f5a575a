package dev.keyfob.webhook;

import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.persistence.Database;

/** Knows the database, and shows a signing secret where none belongs. */
class PlantedCourier {

    String show(SigningSecret secret, Database database) {
        return secret.reveal() + database.condition();
    }

    String link(OneTimeCode code) {
        return code.reveal();
    }
}
