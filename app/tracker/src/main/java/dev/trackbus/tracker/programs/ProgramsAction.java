package dev.trackbus.tracker.programs;

import dev.trackbus.tracker.ExitCode;
import dev.trackbus.tracker.Printable;
import dev.trackbus.tracker.settings.InvalidSettingsException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands share: what they say, and what they end with. */
abstract class ProgramsAction implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Does it; throws one of the exceptions that {@link #call()} knows. */
    abstract ExitCode run();

    @Override
    public final Integer call() {
        try {
            return run().code();
        } catch (InvalidSettingsException | InvalidInputException | MissingServiceException e) {
            tell(e.getMessage());
            return ExitCode.of(e).code();
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    /** A line of the answer, on stdout. */
    final void say(String line) {
        spec.commandLine().getOut().println(Printable.lines(line));
    }

    /** A line beside the answer, on stderr. */
    final void tell(String line) {
        spec.commandLine().getErr().println(Printable.lines(line));
        spec.commandLine().getErr().flush();
    }
}
