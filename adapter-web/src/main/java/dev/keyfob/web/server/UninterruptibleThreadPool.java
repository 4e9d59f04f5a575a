package dev.keyfob.web.server;

import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty's threads, of which it interrupts those that are still at work some seconds after a stop. One that reads or
 * writes H2's file would close it for everyone, and the latest uses could not be stored: these end by themselves.
 */
public final class UninterruptibleThreadPool extends QueuedThreadPool {

    /** More threads than {@link LoadShedding} has places: a place without a thread would be useless. */
    private static final int MOST = 448;

    public UninterruptibleThreadPool() {
        super(MOST);
        setName("web");
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work) {
            @Override
            public void interrupt() {
                // Not while it may be in the file.
            }
        };
        thread.setName(getName() + "-" + thread.getId());
        return thread;
    }
}
