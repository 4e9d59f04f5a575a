/** The {@code mail} commands. Start at {@link dev.keyfob.cli.mail.MailCommands}. */
@NullMarked
package dev.keyfob.cli.mail;

import org.jspecify.annotations.NullMarked;
