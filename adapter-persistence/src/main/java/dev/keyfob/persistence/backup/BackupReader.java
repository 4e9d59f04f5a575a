package dev.keyfob.persistence.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.digest.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * Reads a file of {@link BackupWriter} without trusting it: tables and columns must be those of the schema, values must
 * fit their columns, and the checksums at the end must match. A listener that received rows must discard them if the
 * end is refused.
 */
final class BackupReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    /** Receives the contents of the file, in order. */
    interface Listener {
        default void begin(ArchiveTable table) {}

        default void row(ArchiveTable table, Object[] values) {}

        default void end(ArchiveTable table) {}
    }

    /** The header, which is the first line of the file. */
    record Header(int schema, String madeBy, Instant madeAt) {}

    BackupReader(Path file) {
        this.file = file;
    }

    Header header() {
        try (InputStream bytes = Files.newInputStream(file);
                GZIPInputStream unpacked = new GZIPInputStream(bytes, 1 << 16)) {
            return header(new BackupLines(unpacked).next());
        } catch (IOException e) {
            throw notABackup();
        }
    }

    /** Reads to the end and keeps nothing. */
    BackupManifest check(List<ArchiveTable> schema, BackupProgress progress) {
        long size = file.toFile().length();
        return read(schema, new Listener() {}, read -> progress.reached(BackupProgress.Stage.CHECKING, read, size));
    }

    /** Reads to the end. {@code read} receives the number of bytes read so far, now and then. */
    BackupManifest read(List<ArchiveTable> schema, Listener listener, LongConsumer read) {
        header();
        try (InputStream bytes = new CountedBytes(Files.newInputStream(file), read);
                GZIPInputStream unpacked = new GZIPInputStream(bytes, 1 << 16)) {
            return new Reading(new BackupLines(unpacked), schema, listener).toTheEnd();
        } catch (EOFException e) {
            throw unreadable("is cut off: its end is missing");
        } catch (IOException e) {
            throw unreadable("is damaged: its contents are not what was written");
        }
    }

    private static Header header(byte[] line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            require(json.nextToken() == JsonToken.START_OBJECT
                    && "keyfob_backup".equals(json.nextFieldName())
                    && json.nextToken() == JsonToken.VALUE_NUMBER_INT);
            int format = json.getIntValue();
            if (format > BackupWriter.FORMAT) {
                throw new Refusal(
                        Reason.BACKUP_TOO_NEW,
                        "This backup was written in a form that is newer than this Keyfob. Import it with the Keyfob"
                                + " that wrote it, or a later one.");
            }
            require("schema".equals(json.nextFieldName()));
            int schema = json.nextIntValue(-1);
            require(schema > 0 && "made_by".equals(json.nextFieldName()));
            String madeBy = json.nextTextValue();
            require(madeBy != null && "made_at".equals(json.nextFieldName()));
            Instant madeAt = Instant.parse(String.valueOf(json.nextTextValue()));
            return new Header(schema, madeBy, madeAt);
        } catch (DateTimeException e) {
            throw new IOException("not a time");
        }
    }

    private static void require(boolean isSo) throws IOException {
        if (!isSo) {
            throw new IOException("not what it should be");
        }
    }

    private Refusal notABackup() {
        return unreadable("is not a backup of Keyfob's, or its beginning is damaged");
    }

    private Refusal unreadable(String how) {
        return new Refusal(
                Reason.BACKUP_UNREADABLE,
                "The file " + file + " " + how + ". Nothing was changed. Take another copy of it, or an earlier"
                        + " backup.");
    }

    /** One pass over the lines. */
    private static final class Reading {

        private final BackupLines lines;
        private final List<ArchiveTable> schema;
        private final Listener listener;
        private final MessageDigest all = Sha256.hash();
        private final List<BackupPart> found = new ArrayList<>();
        private Fingerprint fingerprint = new Fingerprint();

        Reading(BackupLines lines, List<ArchiveTable> schema, Listener listener) {
            this.lines = lines;
            this.schema = schema;
            this.listener = listener;
        }

        BackupManifest toTheEnd() throws IOException {
            byte[] line = lines.next();
            all.update(line);
            Header header = header(line);
            line = lines.next();
            for (ArchiveTable table : schema) {
                all.update(line);
                requireBeginningOf(table, line);
                listener.begin(table);
                fingerprint = new Fingerprint();
                line = rows(table);
                listener.end(table);
                found.add(new BackupPart(table.name(), fingerprint.rows(), fingerprint.toString()));
            }
            requireEnd(line);
            require(lines.isAtEnd());
            return new BackupManifest(header.schema(), header.madeBy(), header.madeAt(), found);
        }

        private byte[] rows(ArchiveTable table) throws IOException {
            byte[] line = lines.next();
            while (line[0] == '[') {
                all.update(line);
                fingerprint.add(line);
                listener.row(table, values(table.columns(), line));
                line = lines.next();
            }
            return line;
        }

        private static Object[] values(List<ArchiveColumn> columns, byte[] line) throws IOException {
            Object[] values = new Object[columns.size()];
            try (JsonParser json = JSON.createParser(line)) {
                json.nextToken();
                for (int i = 0; i < values.length; i++) {
                    json.nextToken();
                    values[i] = columns.get(i).parse(json);
                }
                require(json.nextToken() == JsonToken.END_ARRAY && json.nextToken() == null);
            }
            return values;
        }

        private static void requireBeginningOf(ArchiveTable table, byte[] line) throws IOException {
            try (JsonParser json = JSON.createParser(line)) {
                require(json.nextToken() == JsonToken.START_OBJECT && "table".equals(json.nextFieldName()));
                require(table.name().equals(json.nextTextValue()) && "columns".equals(json.nextFieldName()));
                require(json.nextToken() == JsonToken.START_ARRAY);
                for (ArchiveColumn column : table.columns()) {
                    require(json.nextToken() == JsonToken.START_OBJECT && "name".equals(json.nextFieldName()));
                    require(column.name().equals(json.nextTextValue()) && "type".equals(json.nextFieldName()));
                    require(BackupWriter.typeOf(column).equals(json.nextTextValue()));
                    require(json.nextToken() == JsonToken.END_OBJECT);
                }
                require(json.nextToken() == JsonToken.END_ARRAY && json.nextToken() == JsonToken.END_OBJECT);
            }
        }

        private void requireEnd(byte[] line) throws IOException {
            List<BackupPart> promised = new ArrayList<>();
            try (JsonParser json = JSON.createParser(line)) {
                require(json.nextToken() == JsonToken.START_OBJECT && "tables".equals(json.nextFieldName()));
                require(json.nextToken() == JsonToken.START_ARRAY);
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    require("table".equals(json.nextFieldName()));
                    String table = json.nextTextValue();
                    require("rows".equals(json.nextFieldName()));
                    long rows = json.nextLongValue(-1);
                    require("fingerprint".equals(json.nextFieldName()));
                    promised.add(new BackupPart(table, rows, json.nextTextValue()));
                    require(json.nextToken() == JsonToken.END_OBJECT);
                }
                require("sha256".equals(json.nextFieldName()));
                require(HexFormat.of().formatHex(all.digest()).equals(json.nextTextValue()));
                require(json.nextToken() == JsonToken.END_OBJECT);
            }
            require(promised.equals(found));
        }
    }
}
