package dev.keyfob.webhook;

import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.persistence.Database;

/** Breaks rules: depends on the database, and reveals a signing secret. */
class PlantedCourier {

    String show(SigningSecret secret, Database database) {
        return secret.reveal() + database.condition();
    }

    String link(OneTimeCode code) {
        return code.reveal();
    }
}
