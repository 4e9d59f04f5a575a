package dev.keyfob.e2e;

/** nginx, saying itself in each place what it needs. */
class NginxPlacesTest extends NginxTest {
    @Override
    boolean hasRules() {
        return false;
    }

    @Override
    int server() {
        return 2;
    }
}
