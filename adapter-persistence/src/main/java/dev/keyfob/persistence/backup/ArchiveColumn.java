package dev.keyfob.persistence.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A column and how its values are written to a backup file. The format is the same for both databases, and no value is
 * rounded.
 */
record ArchiveColumn(String name, Kind kind, boolean numbersItself) {

    /** The type of a value. The file contains its name in lower case. */
    enum Kind {
        UUID,
        TEXT,
        BYTES,
        TIME,
        DATE,
        BOOLEAN,
        INTEGER;

        /** Returns the kind for an SQL type, or empty for a type that backups do not support yet. */
        static Optional<Kind> of(String dataType) {
            return Optional.ofNullable(
                    switch (dataType) {
                        case "uuid" -> UUID;
                        case "character varying", "text", "character", "character large object" -> TEXT;
                        case "bytea", "binary varying" -> BYTES;
                        case "timestamp with time zone" -> TIME;
                        case "date" -> DATE;
                        case "boolean" -> BOOLEAN;
                        case "smallint", "integer", "bigint" -> INTEGER;
                        default -> null;
                    });
        }
    }

    /** Returns the value, ready to be bound to a statement, or null. */
    @Nullable
    Object read(ResultSet row, int position) throws SQLException {
        Object value = switch (kind) {
            case UUID -> row.getObject(position, UUID.class);
            case TEXT -> row.getString(position);
            case BYTES -> row.getBytes(position);
            case TIME -> row.getObject(position, OffsetDateTime.class);
            case DATE -> row.getObject(position, LocalDate.class);
            case BOOLEAN -> row.getBoolean(position);
            case INTEGER -> row.getLong(position);
        };
        return row.wasNull() ? null : value;
    }

    void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof OffsetDateTime time) {
            json.writeString(time.toInstant().toString());
        } else {
            json.writeString(value.toString());
        }
    }

    /** Parses the current value of the parser into one that can be bound to a statement. */
    @Nullable
    Object parse(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token == JsonToken.VALUE_NUMBER_INT && kind == Kind.INTEGER) {
            return json.getLongValue();
        }
        if ((token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) && kind == Kind.BOOLEAN) {
            return json.getBooleanValue();
        }
        if (token != JsonToken.VALUE_STRING) {
            throw new IOException("a value of another kind than its column");
        }
        try {
            return switch (kind) {
                case UUID -> UUID.fromString(json.getText());
                case TEXT -> json.getText();
                case BYTES -> json.getBinaryValue();
                case TIME -> Instant.parse(json.getText()).atOffset(ZoneOffset.UTC);
                case DATE -> LocalDate.parse(json.getText());
                case BOOLEAN, INTEGER -> throw new IOException("a text where there is none");
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("a value that cannot be read");
        }
    }
}
