/** What the commands of several nouns share: options, mixins and parsers of what is typed. */
@NullMarked
package dev.keyfob.cli.command;

import org.jspecify.annotations.NullMarked;
