package dev.keyfob.bootstrap;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A process with one background thread, which fails in the way that the argument names. */
final class Breaking {

    private Breaking() {}

    public static void main(String[] args) throws Exception {
        BackgroundFailureHandler.haltOnUncaught();
        switch (args[0]) {
            case "work that comes again" ->
                run(() -> BackgroundFailureHandler.runOnce("Work", () -> raise(new StackOverflowError())));
            case "work without memory" ->
                run(() -> BackgroundFailureHandler.runOnce("Work", () -> raise(new OutOfMemoryError())));
            case "another thread" -> run(() -> raise(new IllegalStateException()));
            default -> {
                Executors.newCachedThreadPool(Breaking::thread).execute(() -> raise(new AssertionError()));
                TimeUnit.MINUTES.sleep(10);
            }
        }
        System.exit(0);
    }

    private static void run(Runnable work) throws InterruptedException {
        Thread thread = thread(work);
        thread.start();
        thread.join();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "of-the-test");
        thread.setDaemon(true);
        return thread;
    }

    private static void raise(Error error) {
        throw error;
    }

    private static void raise(RuntimeException exception) {
        throw exception;
    }
}
