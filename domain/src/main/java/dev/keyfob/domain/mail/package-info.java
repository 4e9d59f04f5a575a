/**
 * Mails: their kinds and all their texts. The only secret in a mail is the one-time code of a password reset. Mails
 * identify tokens by name and hint, and no link changes anything when it is opened. Start at MailTexts.
 */
@NullMarked
package dev.keyfob.domain.mail;

import org.jspecify.annotations.NullMarked;
