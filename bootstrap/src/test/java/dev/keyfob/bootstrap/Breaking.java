package dev.keyfob.bootstrap;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A process with one background thread, which fails in the way that the argument names. */
final class Breaking {

    private Breaking() {}

    public static void main(String[] args) throws Exception {
        BackgroundWork.orEnd();
        switch (args[0]) {
            case "work that comes again" ->
                start(() -> BackgroundWork.once("Work", () -> raise(new StackOverflowError())));
            case "work without memory" -> start(() -> BackgroundWork.once("Work", () -> raise(new OutOfMemoryError())));
            case "another thread" -> start(() -> raise(new IllegalStateException()));
            default -> Executors.newCachedThreadPool(Breaking::thread).execute(() -> raise(new AssertionError()));
        }
        TimeUnit.SECONDS.sleep(2);
        System.exit(0);
    }

    private static void start(Runnable work) {
        thread(work).start();
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
