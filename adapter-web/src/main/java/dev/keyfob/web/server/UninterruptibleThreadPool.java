package dev.keyfob.web.server;

import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty's thread pool, with threads that ignore interrupts. Jetty interrupts threads that are still working some
 * seconds after a stop. An interrupt while a thread reads or writes H2's file would close the file for all threads, and
 * the latest uses of tokens could not be stored. These threads end by themselves.
 */
public final class UninterruptibleThreadPool extends QueuedThreadPool {

    /** More threads than {@link LoadShedding} has places, because a place without a thread would be useless. */
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
                // Ignored, because the thread may be using H2's file.
            }
        };
        thread.setName(getName() + "-" + thread.getId());
        return thread;
    }
}
