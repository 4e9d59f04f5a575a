package dev.keyfob.domain.text;

import java.util.Set;
import java.util.function.Predicate;

/** A test of a name or of an e-mail address. */
public sealed interface TextCondition extends Predicate<String> {

    record OneOf(Set<String> texts) implements TextCondition {
        public OneOf {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean test(String value) {
            return texts.contains(value);
        }
    }

    record Contains(String text) implements TextCondition {
        @Override
        public boolean test(String value) {
            return value.contains(text);
        }
    }

    record StartsWith(String text) implements TextCondition {
        @Override
        public boolean test(String value) {
            return value.startsWith(text);
        }
    }

    record EndsWith(String text) implements TextCondition {
        @Override
        public boolean test(String value) {
            return value.endsWith(text);
        }
    }

    /** Contains, without regard to case: both sides in the form of {@link Caseless#fold}. */
    record ContainsFolded(String text) implements TextCondition {
        public ContainsFolded {
            text = Caseless.fold(text);
        }

        @Override
        public boolean test(String value) {
            return Caseless.fold(value).contains(text);
        }
    }
}
