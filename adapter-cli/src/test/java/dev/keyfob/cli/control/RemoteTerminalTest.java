package dev.keyfob.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RemoteTerminalTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final RemoteTerminal terminal =
            new RemoteTerminal(new DataInputStream(InputStream.nullInputStream()), new DataOutputStream(sent), "");

    @Test
    void a_text_longer_than_a_message_arrives_whole() throws IOException {
        String text = "a" + "🔑".repeat(Frames.LARGEST);

        terminal.out().println(text);

        assertThat(received()).isEqualTo(text + System.lineSeparator());
    }

    private String received() throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(sent.toByteArray());
        DataInputStream in = new DataInputStream(bytes);
        StringBuilder text = new StringBuilder();
        while (bytes.available() > 0) {
            text.append(Frames.read(in).text());
        }
        return text.toString();
    }
}
