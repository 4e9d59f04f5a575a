package dev.keyfob.persistence.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the file that docs/backup.md describes: gzip around lines of JSON. The first line is a header. Each table has
 * a line with its name and columns, and a line for each row. The last line has the number of rows and the fingerprint
 * of each table, and the SHA-256 of all lines before it.
 */
final class BackupWriter implements ArchiveRows.RowReceiver {

    /** The version of the file format. Earlier versions of Keyfob refuse a file with a higher one. */
    static final int FORMAT = 1;

    private static final JsonFactory JSON = new JsonFactory();

    private final GZIPOutputStream file;
    private final MessageDigest all = Sha256.hash();
    private final Row row = new Row();
    private final List<BackupPart> parts = new ArrayList<>();
    private final int schema;
    private final String madeBy;
    private final Instant madeAt;

    BackupWriter(OutputStream file, int schema, String madeBy, Instant madeAt) throws IOException {
        this.file = new GZIPOutputStream(file, 1 << 16);
        this.schema = schema;
        this.madeBy = madeBy;
        this.madeAt = madeAt;
        line(json -> {
            json.writeStartObject();
            json.writeNumberField("keyfob_backup", FORMAT);
            json.writeNumberField("schema", schema);
            json.writeStringField("made_by", madeBy);
            json.writeStringField("made_at", madeAt.toString());
            json.writeEndObject();
        });
    }

    @Override
    public void begin(ArchiveTable table) throws IOException {
        line(json -> {
            json.writeStartObject();
            json.writeStringField("table", table.name());
            json.writeArrayFieldStart("columns");
            for (ArchiveColumn column : table.columns()) {
                json.writeStartObject();
                json.writeStringField("name", column.name());
                json.writeStringField("type", typeOf(column));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Writes a line that {@link Row} has built. */
    @Override
    public void row(byte[] line) throws IOException {
        put(line);
    }

    @Override
    public void end(BackupPart part) {
        parts.add(part);
    }

    /** Writes the last line. A file without it is incomplete. The underlying stream stays open. */
    BackupManifest finish() throws IOException {
        String sha256 = HexFormat.of().formatHex(all.digest());
        line(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("tables");
            for (BackupPart part : parts) {
                json.writeStartObject();
                json.writeStringField("table", part.name());
                json.writeNumberField("rows", part.rows());
                json.writeStringField("fingerprint", part.fingerprint());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("sha256", sha256);
            json.writeEndObject();
        });
        file.finish();
        file.flush();
        return new BackupManifest(schema, madeBy, madeAt, parts);
    }

    static String typeOf(ArchiveColumn column) {
        return column.kind().name().toLowerCase(Locale.ROOT);
    }

    private void line(Written written) throws IOException {
        put(row.of(written));
    }

    private void put(byte[] line) throws IOException {
        all.update(line);
        file.write(line);
    }

    /** Writes a part of the JSON. */
    private interface Written {
        void to(JsonGenerator json) throws IOException;
    }

    /** Builds lines, each ended by a line feed. */
    static final class Row {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        byte[] of(List<ArchiveColumn> columns, Object[] values) throws IOException {
            return of(json -> {
                json.writeStartArray();
                for (int i = 0; i < values.length; i++) {
                    columns.get(i).write(json, values[i]);
                }
                json.writeEndArray();
            });
        }

        private byte[] of(Written written) throws IOException {
            bytes.reset();
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                written.to(json);
            }
            bytes.write('\n');
            return bytes.toByteArray();
        }
    }
}
