/**
 * Help pages, and error messages for wrong command lines that name the mistake and what to type instead. Start at
 * {@link dev.keyfob.cli.usage.UsageMistake}.
 */
@NullMarked
package dev.keyfob.cli.usage;

import org.jspecify.annotations.NullMarked;
