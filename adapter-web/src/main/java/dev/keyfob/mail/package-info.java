/**
 * Mails to people, over SMTP: plain text, and HTML made from it. What is sent, when and how often is decided in
 * {@code application.mail}. Start at SmtpMailSender.
 */
@NullMarked
package dev.keyfob.mail;

import org.jspecify.annotations.NullMarked;
