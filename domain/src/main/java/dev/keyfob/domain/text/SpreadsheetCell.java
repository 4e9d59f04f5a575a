package dev.keyfob.domain.text;

/** The text of a cell of a CSV file that a spreadsheet may open. */
public final class SpreadsheetCell {

    /** A spreadsheet reads a cell that begins with one of these characters as a formula. */
    private static final String FORMULA = "=+-@\t\r\n\0";

    private SpreadsheetCell() {}

    /** Returns the text, with an apostrophe before it if a spreadsheet would read it as a formula. */
    public static String withoutFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
