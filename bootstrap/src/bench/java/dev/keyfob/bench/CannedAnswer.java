package dev.keyfob.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A recorded answer of Keyfob, for servers that return the same bytes to every request. */
record CannedAnswer(String method, String path, int status, Map<String, String> headers, byte[] body) {

    /** Headers that every server writes by itself. */
    private static final Set<String> BY_THE_SERVER =
            Set.of("date", "content-length", "connection", "transfer-encoding", "server");

    static CannedAnswer of(Scenario scenario, Wire wire) {
        Map<String, String> headers = new LinkedHashMap<>();
        wire.head().lines().skip(1).filter(line -> !line.isEmpty()).forEach(line -> {
            String[] parts = line.split(":", 2);
            if (!BY_THE_SERVER.contains(parts[0].toLowerCase(Locale.ROOT))) {
                headers.put(parts[0], parts[1].strip());
            }
        });
        return new CannedAnswer(scenario.method(), scenario.path(), scenario.status(), headers, wire.body());
    }

    static void write(Path file, List<CannedAnswer> answers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(answers.size());
        for (CannedAnswer answer : answers) {
            out.writeUTF(answer.method);
            out.writeUTF(answer.path);
            out.writeInt(answer.status);
            out.writeInt(answer.headers.size());
            for (Map.Entry<String, String> header : answer.headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.writeInt(answer.body.length);
            out.write(answer.body);
        }
        Files.write(file, bytes.toByteArray());
    }

    static List<CannedAnswer> read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            List<CannedAnswer> answers = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                String method = in.readUTF();
                String path = in.readUTF();
                int status = in.readInt();
                Map<String, String> headers = new LinkedHashMap<>();
                for (int more = in.readInt(); more > 0; more--) {
                    headers.put(in.readUTF(), in.readUTF());
                }
                answers.add(new CannedAnswer(method, path, status, headers, in.readNBytes(in.readInt())));
            }
            return answers;
        }
    }
}
