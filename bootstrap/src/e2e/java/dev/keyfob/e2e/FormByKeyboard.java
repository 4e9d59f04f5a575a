package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Fills in and sends one form of a page with Tab, arrows, Enter and Space alone, as a user without a pointer does. */
final class FormByKeyboard {

    private static final int MOST_TABS = 600;

    /** Describes the focused control in relation to the marked form, and marks that control as reached. */
    private static final String FOCUSED = """
            () => {
              const form = document.querySelector("[data-sending]"), at = document.activeElement;
              const around = at.tagName === "SUMMARY" && at.parentElement;
              if (around && !around.open && (around.contains(form) || form.contains(around))) return { kind: "closed" };
              if (at.form !== form) return { kind: "elsewhere" };
              const first = !("reached" in at.dataset);
              at.dataset.reached = "";
              const alike = [...form.elements].filter(each => each.name === at.name);
              if (at.type === "radio") alike.forEach(each => { each.dataset.reached = ""; });
              return {
                kind: at.tagName === "BUTTON" ? at.type : at.tagName === "SELECT" ? "select" : at.type,
                name: at.name,
                first,
                value: at.value,
                last: at.max || "",
                label: at.labels?.[0]?.innerText ?? "",
                heading: document.querySelector("main h2 bdi")?.innerText ?? "",
                anyTicked: alike.some(each => each.checked),
                left: [...form.elements]
                  .filter(each => each.matches("input:not([type=hidden]), select, textarea")
                    && !each.disabled && each.checkVisibility() && !("reached" in each.dataset))
                  .map(each => each.name || each.id)
                  .join(),
              };
            }""";

    private final Page page;
    private final BiFunction<String, String, Optional<String>> typed;

    /** {@code typed} returns the text for a field, by its name and label. If it is empty, the field keeps its value. */
    FormByKeyboard(Page page, BiFunction<String, String, Optional<String>> typed) {
        this.page = page;
        this.typed = typed;
    }

    /** Sends the form and returns the answer that the browser shows in the end. */
    Response send(Locator form) {
        page.waitForLoadState();
        form.evaluate("form => { form.dataset.sending = ''; }");
        String left = "";
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            Map<?, ?> focused = (Map<?, ?>) page.evaluate(FOCUSED);
            String kind = text(focused, "kind");
            left = kind.equals("submit") ? text(focused, "left") : left;
            if (kind.equals("submit") && left.isEmpty()) {
                return press(i % 2 == 0 ? "Enter" : "Space");
            }
            if (!Boolean.FALSE.equals(focused.get("first"))) {
                fillIn(kind, focused);
            }
        }
        throw new AssertionError(
                "Tab does not lead to the button of the form, or not to " + left + ", on " + page.url());
    }

    private void fillIn(String kind, Map<?, ?> focused) {
        switch (kind) {
            case "closed" -> page.keyboard().press("Enter");
            case "checkbox" -> {
                if (focused.get("anyTicked").equals(false)) {
                    page.keyboard().press("Space");
                }
            }
            case "radio", "select" -> page.keyboard().press("ArrowDown");
            case "date" -> page.keyboard().type(dayFirst(text(focused, "last")));
            case "elsewhere", "button", "submit" -> {}
            default -> type(focused);
        }
    }

    private void type(Map<?, ?> field) {
        typed.apply(text(field, "name"), text(field, "label").replace("the name of the token", text(field, "heading")))
                .ifPresent(text -> {
                    page.keyboard().press("Control+A");
                    page.keyboard().type(text);
                });
    }

    private Response press(String key) {
        Response answer = page.waitForResponse(
                each -> each.request().isNavigationRequest() && each.status() / 100 != 3,
                () -> page.keyboard().press(key));
        if (!answer.headers().getOrDefault("content-disposition", "").startsWith("attachment")) {
            page.locator("[data-sending]")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        }
        page.waitForLoadState();
        return answer;
    }

    /** The date in the order in which the British date field expects it. */
    private static String dayFirst(String day) {
        return day.isEmpty() ? "" : day.substring(8) + day.substring(5, 7) + day.substring(0, 4);
    }

    private static String text(Map<?, ?> from, String name) {
        Object value = from.get(name);
        assertThat(value).as(name).isNotNull();
        return (String) value;
    }
}
