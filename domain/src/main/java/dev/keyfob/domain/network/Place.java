package dev.keyfob.domain.network;

/** From where a token is presented, as far as that is known. */
public sealed interface Place {

    /** May a token that is limited to {@code networks} be used from here? */
    boolean isWithin(Networks networks);

    /** From that IP address. What is no address is in no network. */
    record Address(String text) implements Place {
        @Override
        public boolean isWithin(Networks networks) {
            return networks.allow(text);
        }
    }

    /** Nobody said from where: good for a token without networks alone. */
    record Unknown() implements Place {
        @Override
        public boolean isWithin(Networks networks) {
            return !networks.isLimited();
        }
    }

    /** Wherever the token may be used from: for those who ask about a token without using it. */
    record Anywhere() implements Place {
        @Override
        public boolean isWithin(Networks networks) {
            return true;
        }
    }
}
