package dev.keyfob.web.html;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Map;

/**
 * The field of a form that was refused, and why. A refusal that is about none of the fields is about the whole form.
 */
public record WrongField(String name, String sentence) {

    private static final String WHOLE_FORM = "";

    /** Nothing is wrong, or not yet. */
    public static WrongField none() {
        return ofForm("");
    }

    /** {@code fields} names the field for each reason that is about one. */
    public static WrongField of(Refusal refusal, Map<Reason, String> fields) {
        return new WrongField(fields.getOrDefault(refusal.reason(), WHOLE_FORM), refusal.explanation());
    }

    public static WrongField ofForm(String sentence) {
        return new WrongField(WHOLE_FORM, sentence);
    }

    /** Why that field was refused; empty where it was not. */
    public String at(String field) {
        return name.equals(field) ? sentence : "";
    }

    public boolean isAt(String field) {
        return !at(field).isEmpty();
    }

    /** Why the whole form was refused; empty where it was not. */
    public String atForm() {
        return at(WHOLE_FORM);
    }
}
