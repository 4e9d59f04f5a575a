package dev.keyfob.application.fake;

import dev.keyfob.application.contract.SetupCodesContract;
import dev.keyfob.application.port.SetupCodes;

class InMemorySetupCodesTest extends SetupCodesContract {

    private final SetupCodes codes = new InMemorySetupCodes();

    @Override
    protected SetupCodes codes() {
        return codes;
    }
}
