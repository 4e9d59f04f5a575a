/**
 * Mail to people. AuditNotifications adds mails to the outbox together with the change, and SendDigests adds them once
 * a day. DeliverMail sends them to the mail server.
 */
@NullMarked
package dev.keyfob.application.mail;

import org.jspecify.annotations.NullMarked;
