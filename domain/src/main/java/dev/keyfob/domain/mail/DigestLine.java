package dev.keyfob.domain.mail;

import dev.keyfob.domain.user.UserId;
import java.time.Instant;

/** A line for the user's next digest. */
public record DigestLine(UserId user, NoticeKind kind, String line, Instant notedAt) {}
