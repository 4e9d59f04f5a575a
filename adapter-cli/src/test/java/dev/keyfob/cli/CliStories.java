package dev.keyfob.cli;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.cli.terminal.RecordingTerminal;

/** Runs commands as they are typed, on the fakes. */
public abstract class CliStories {

    protected final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    protected final Cli cli = new Cli(() -> keyfob.useCases);
    protected RecordingTerminal terminal = RecordingTerminal.piped("");

    protected final int run(String... args) {
        terminal = RecordingTerminal.piped("");
        return cli.run(terminal, args);
    }
}
