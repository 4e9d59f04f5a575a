package dev.keyfob.application.fake;

import dev.keyfob.application.Ports;
import dev.keyfob.application.contract.PortsContract;

/** Checks that the fakes pass the same contracts as the databases. */
class InMemoryContractsTest extends PortsContract {

    private final Ports ports = new InMemoryPorts().all;
    private final Ports others = new InMemoryPorts().all;

    @Override
    protected Ports ports() {
        return ports;
    }

    @Override
    protected Ports others() {
        return others;
    }
}
