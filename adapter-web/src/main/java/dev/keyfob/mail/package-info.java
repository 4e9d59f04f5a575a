/**
 * Sends mails over SMTP, as plain text and as HTML generated from it. {@code application.mail} decides what is sent,
 * when and how often. Start at SmtpMailSender.
 */
@NullMarked
package dev.keyfob.mail;

import org.jspecify.annotations.NullMarked;
