package dev.keyfob.cli;

import dev.keyfob.application.fake.InMemoryKeyfob;

/** Runs commands as they are typed, on the fakes. */
abstract class CliStories {

    final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    final Cli cli = new Cli(() -> keyfob.useCases);
    RecordingTerminal terminal = RecordingTerminal.piped("");

    final int run(String... args) {
        terminal = RecordingTerminal.piped("");
        return cli.run(terminal, args);
    }
}
