package io.freeflow.app.dlq;

import io.freeflow.app.command.ExitCodes;
import io.freeflow.core.ingest.LetterDoor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays letters. */
@Command(
        name = "replay",
        header = "Puts letters back on the road with their original bytes, and says what became of each.",
        description = {"", "Name letters, or say by filters which are meant, or all that wait.", ""},
        footer = {"", "Exit code 1 says that a letter failed again, is not known, or could not be sent."})
final class DlqReplayCommand implements Callable<Integer> {

    private static final int PAGE = 1000;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids, such as 3-1844.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "Every letter that waits.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, the newest first (default: no limit).")
    private long limit = Long.MAX_VALUE;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private LetterFilters filters = new LetterFilters();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be at least 1, was " + limit);
        }
        int said = (ids.isEmpty() ? 0 : 1) + (filters.isEmpty() ? 0 : 1) + (all ? 1 : 0);
        if (said != 1) {
            throw new ParameterException(
                    spec.commandLine(), "say which letters: ids, or filters such as --reason, or --all");
        }
        var api = server.api(spec);
        // All ids first: what fails again waits again, and would be found twice.
        var chosen = ids.isEmpty() ? find(api) : ids.stream().distinct().toList();
        var report = new ReplayReport(spec.commandLine().getOut(), server.json());
        for (int from = 0; from < chosen.size(); from += LetterDoor.MOST_LETTERS) {
            int to = Math.min(from + LetterDoor.MOST_LETTERS, chosen.size());
            report.add(api.replay(chosen.subList(from, to)));
        }
        report.close();
        return report.allPassed() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private List<String> find(LettersApi api) {
        var found = new ArrayList<String>();
        var parameters = new TreeMap<>(filters.parameters(spec));
        for (boolean more = true; more; ) {
            parameters.put("limit", Long.toString(Math.min(PAGE, limit - found.size())));
            var page = api.list(parameters);
            page.path("items")
                    .forEach(letter -> found.add(letter.path("letter_id").stringValue()));
            var next = page.path("next_cursor");
            more = next.isString() && found.size() < limit;
            if (more) {
                parameters.put("cursor", next.stringValue());
            }
        }
        return found;
    }
}
