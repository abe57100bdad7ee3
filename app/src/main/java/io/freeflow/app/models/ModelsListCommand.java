package io.freeflow.app.models;

import io.freeflow.app.command.ExitCodes;
import io.freeflow.forecast.network.Manifest;
import io.freeflow.forecast.network.Serving;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Lists models and what was done with them. */
@Command(
        name = "list",
        header = "Lists the networks of the data folder, which of them serves, and how it came to that.")
final class ModelsListCommand implements Callable<Integer> {

    private static final String ROW = "%-24s %-10s %8s  %-14s %s%n";
    private static final String ACT = "%-28s %-9s %-24s %s%n";

    @Mixin
    private RegistryOptions registry = new RegistryOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private record Listing(Serving serving, List<Manifest> models) {}

    @Override
    public Integer call() {
        var models = registry.open();
        var listing = new Listing(models.serving(), models.list());
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(listing));
        } else {
            print(listing, out);
        }
        out.flush();
        return ExitCodes.OK;
    }

    private static void print(Listing listing, PrintWriter out) {
        if (listing.models.isEmpty()) {
            out.println("No networks here; the built-in models serve. Add one: freeflow models add FOLDER");
            return;
        }
        var serving = listing.serving;
        out.printf(ROW, "model", "role", "sensors", "sha256", "trained on");
        for (Manifest manifest : listing.models) {
            var name = manifest.ref().toString();
            out.printf(
                    ROW,
                    name,
                    name.equals(serving.champion()) ? "champion" : name.equals(serving.canary()) ? "canary" : "-",
                    manifest.sensors().size(),
                    manifest.sha256().substring(0, 12),
                    manifest.trainedOn());
        }
        if (serving.championRef().isEmpty()) {
            out.println("The built-in champion serves (forecast.champion).");
        }
        out.println();
        out.printf(ACT, "when", "what", "model", "reason");
        for (Serving.Act act : serving.acts().reversed()) {
            out.printf(ACT, act.at(), act.what(), act.model(), act.reason());
        }
    }
}
