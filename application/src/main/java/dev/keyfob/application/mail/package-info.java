/**
 * Mail to people. AuditNotifications and the digest write mails into the outbox together with the change, or once a day;
 * DeliverMail hands them to the mail server.
 */
@NullMarked
package dev.keyfob.application.mail;

import org.jspecify.annotations.NullMarked;
