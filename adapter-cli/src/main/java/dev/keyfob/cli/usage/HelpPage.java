package dev.keyfob.cli.usage;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A help page without the options that every command has. The help page of {@code keyfob} itself explains them. */
public final class HelpPage extends Help {

    public HelpPage(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    @Override
    protected Ansi.Text createDetailedSynopsisOptionsText(
            Collection<ArgSpec> done, List<OptionSpec> options, Comparator<OptionSpec> order, boolean cluster) {
        return super.createDetailedSynopsisOptionsText(done, own(options), order, cluster);
    }

    @Override
    public String optionListExcludingGroups(
            List<OptionSpec> options, Layout layout, Comparator<OptionSpec> order, IParamLabelRenderer label) {
        return super.optionListExcludingGroups(own(options), layout, order, label);
    }

    @Override
    public String parameterListHeading(Object... parameters) {
        return commandSpec().positionalParameters().isEmpty() ? "" : String.format("%nArguments:%n");
    }

    @Override
    public String optionListHeading(Object... parameters) {
        return own(commandSpec().options()).isEmpty() ? "" : String.format("%nOptions:%n");
    }

    @Override
    public String commandListHeading(Object... parameters) {
        return commandSpec().subcommands().isEmpty() ? "" : String.format("%nCommands:%n");
    }

    @Override
    public String footer(Object... parameters) {
        String footer = super.footer(parameters);
        return isRoot()
                ? footer
                : footer + String.format("%n--data DIR or --db URL selects the data: see keyfob --help.%n");
    }

    private List<OptionSpec> own(List<OptionSpec> options) {
        return isRoot()
                ? options
                : options.stream()
                        .filter(option -> !option.inherited() && !option.usageHelp() && !option.versionHelp())
                        .toList();
    }

    private boolean isRoot() {
        return commandSpec().parent() == null;
    }
}
