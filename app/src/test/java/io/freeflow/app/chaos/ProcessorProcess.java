package io.freeflow.app.chaos;

import io.freeflow.app.demo.RoadStages;
import io.freeflow.kafka.OpenTransactions;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.loop.StoreLoop;
import io.freeflow.kafka.topology.Road;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.kafka.wire.WireIds;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.store.PostgresStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Topology and store loop in a process of their own, with the stages and settings of the demo. Ends when its input does. */
final class ProcessorProcess {

    private ProcessorProcess() {}

    static void main(String... arguments) throws IOException, InterruptedException {
        var rig = new ChaosRig(arguments[0], arguments[1], arguments[2], arguments[3]);
        var config = rig.kafka();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers()))) {
            new Topics(config).create(admin);
            OpenTransactions.abort(admin, new Topics(config).applicationId());
        }
        var stages = RoadStages.of(
                ChaosRig.SETTINGS,
                ChaosRig.SETTINGS.get(AggregateConfig.class),
                List.of(),
                ChaosRig.NETWORK,
                config.lanes());
        var topology = RoadTopology.of(new Topics(config), WireIds.committed(), config.lanes(), stages);
        try (var store = PostgresStore.open(rig.store());
                var _ = Road.start(config, Path.of(arguments[4]), topology);
                var _ = StoreLoop.start(config, WireIds.committed(), store)) {
            System.out.println(Child.READY);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
