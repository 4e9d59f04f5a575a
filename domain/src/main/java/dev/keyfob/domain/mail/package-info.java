/**
 * What people are mailed: which kinds there are, and every text. A mail has no secret in it but the one-time code of a
 * forgotten password, tokens are named by name and hint, and no link in it does anything by being opened. Start at
 * MailTexts.
 */
@NullMarked
package dev.keyfob.domain.mail;

import org.jspecify.annotations.NullMarked;
