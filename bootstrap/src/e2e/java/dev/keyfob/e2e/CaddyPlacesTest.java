package dev.keyfob.e2e;

/** Caddy, saying itself in each place what it needs. */
class CaddyPlacesTest extends CaddyTest {
    @Override
    boolean hasRules() {
        return false;
    }
}
