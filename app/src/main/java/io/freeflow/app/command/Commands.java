package io.freeflow.app.command;

import io.freeflow.app.config.BadSettingsException;
import io.freeflow.app.config.Nearest;
import io.freeflow.app.config.Section;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Freeflow's command line: its commands, and how it speaks of errors. */
public final class Commands {

    private static final int HELP_WIDTH = 100;

    private final CommandLine line;

    /**
     * All commands.
     *
     * @param sections every section of the settings
     * @param environment the environment's variables
     */
    public Commands(List<Section<?>> sections, Map<String, String> environment, DemoRunner demo) {
        line = new CommandLine(new Root())
                .addSubcommand(new DemoCommand(sections, environment, demo))
                .addSubcommand(new ConfigCommand(sections, environment))
                .addSubcommand(new VersionCommand())
                .addSubcommand(new HelpCommand())
                .setParameterExceptionHandler(Commands::misused)
                .setExecutionExceptionHandler(Commands::failed)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpWidth(HELP_WIDTH);
        tellOptions(line);
    }

    /** The same and one more. */
    public Commands with(Callable<Integer> command) {
        var added = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
        tellOptions(added);
        line.addSubcommand(added).setUsageHelpWidth(HELP_WIDTH);
        return this;
    }

    /** Each command tells its options when it is asked to, besides {@code freeflow help}. */
    private static void tellOptions(CommandLine command) {
        if (!(command.getCommand() instanceof HelpCommand)) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Tell the options and stop.")
                            .build());
        }
        command.getSubcommands().values().forEach(Commands::tellOptions);
    }

    /** As the constructed ones, but writing elsewhere than to the console. */
    public Commands writingTo(PrintWriter out, PrintWriter err) {
        line.setOut(out).setErr(err);
        return this;
    }

    /** Runs a command line and says how it went, as an exit code. */
    public int run(String... arguments) {
        return line.execute(arguments);
    }

    private static int misused(ParameterException problem, String[] arguments) {
        var err = problem.getCommandLine().getErr();
        var name = problem.getCommandLine().getCommandSpec().qualifiedName();
        err.println(name + ": " + explain(problem));
        err.println("Try 'freeflow help" + name.substring("freeflow".length()) + "'.");
        err.flush();
        return ExitCodes.MISUSED;
    }

    private static String explain(ParameterException problem) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(problem.getMessage());
        }
        var command = problem.getCommandLine();
        var word = unmatched.getUnmatched().getFirst().split("=", 2)[0];
        if (word.startsWith("-")) {
            return "unknown option " + word
                    + meant(word, command.getCommandSpec().optionsMap().keySet());
        }
        if (command.getSubcommands().isEmpty()) {
            return "takes options only, not " + word;
        }
        return "unknown command " + word + meant(word, command.getSubcommands().keySet());
    }

    private static String meant(String word, Set<String> known) {
        return Nearest.to(word, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private static int failed(Exception problem, CommandLine command, ParseResult parsed) {
        var err = command.getErr();
        var name = command.getCommandSpec().qualifiedName();
        boolean misused = problem instanceof BadSettingsException;
        if (problem instanceof BadSettingsException bad) {
            err.println(name + ": the settings are wrong:");
            bad.problems().forEach(line -> err.println("  " + line));
        } else {
            err.println(name + ": " + (problem.getMessage() == null ? problem.toString() : problem.getMessage()));
        }
        if (((Root) command.getCommandSpec().root().userObject()).verbose) {
            problem.printStackTrace(err);
        }
        err.flush();
        return misused ? ExitCodes.MISUSED : ExitCodes.FAILED;
    }

    @Command(
            name = "freeflow",
            header = "Freeway traffic now and 5 to 60 minutes ahead.",
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "Start with 'freeflow demo'. 'freeflow help demo' tells its options.",
                "Exit codes: 0 all well, 1 something failed, 2 wrong command line or settings.",
                ""
            })
    private static final class Root implements Runnable {

        @Option(
                names = "--verbose",
                scope = ScopeType.INHERIT,
                description = "Say with errors where in the code they arose.")
        private boolean verbose;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
