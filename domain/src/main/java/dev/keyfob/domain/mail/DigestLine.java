package dev.keyfob.domain.mail;

import dev.keyfob.domain.user.UserId;
import java.time.Instant;

/** One line that waits for the next digest of that person. */
public record DigestLine(UserId user, NoticeKind kind, String line, Instant notedAt) {}
