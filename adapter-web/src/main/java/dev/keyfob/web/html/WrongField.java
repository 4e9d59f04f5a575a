package dev.keyfob.web.html;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Map;

/**
 * The form field that was refused, and the reason. If the reason concerns no single field, it is shown for the whole
 * form.
 */
public record WrongField(String name, String sentence) {

    private static final String WHOLE_FORM = "";

    /** No field is refused. */
    public static WrongField none() {
        return ofForm("");
    }

    /** {@code fields} maps a reason to its field. A reason without an entry concerns the whole form. */
    public static WrongField of(Refusal refusal, Map<Reason, String> fields) {
        return new WrongField(fields.getOrDefault(refusal.reason(), WHOLE_FORM), refusal.explanation());
    }

    public static WrongField ofForm(String sentence) {
        return new WrongField(WHOLE_FORM, sentence);
    }

    /** Returns why the field was refused, or an empty text if it was not. */
    public String at(String field) {
        return name.equals(field) ? sentence : "";
    }

    public boolean isAt(String field) {
        return !at(field).isEmpty();
    }

    /** Returns why the whole form was refused, or an empty text if it was not. */
    public String atForm() {
        return at(WHOLE_FORM);
    }
}
