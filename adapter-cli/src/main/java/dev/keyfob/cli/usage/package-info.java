/**
 * What people read who ask for help or make a mistake: pages of help, and answers that name the mistake and what to
 * type instead. Start at {@link dev.keyfob.cli.usage.UsageMistake}.
 */
@NullMarked
package dev.keyfob.cli.usage;

import org.jspecify.annotations.NullMarked;
