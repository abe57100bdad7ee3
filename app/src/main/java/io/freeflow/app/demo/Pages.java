package io.freeflow.app.demo;

import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.simulator.Simulator;
import io.freeflow.core.store.News;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.loop.KafkaAlertDesk;
import io.freeflow.kafka.registry.Schemas;
import io.freeflow.serve.HealthCheck;
import io.freeflow.serve.ServeConfig;
import io.freeflow.serve.ServedRoad;
import io.freeflow.serve.Server;
import io.freeflow.store.PostgresStore;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The server with what it shows of this process: the books of every stage and the JVM. */
final class Pages implements AutoCloseable {

    private final Server server;
    private final JvmGcMetrics collections;
    private final News.Subscription ledgerNews;
    private final KafkaAlertDesk alertDesk;

    private Pages(Server server, KafkaAlertDesk alertDesk, JvmGcMetrics collections, News.Subscription ledgerNews) {
        this.server = server;
        this.alertDesk = alertDesk;
        this.collections = collections;
        this.ledgerNews = ledgerNews;
    }

    static Pages start(
            ServeConfig config,
            KafkaConfig log,
            Schemas schemas,
            PostgresStore store,
            List<AlertRule> alertRules,
            Optional<Simulator> simulator,
            List<HealthCheck> checks,
            Clock clock) {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        var collections = new JvmGcMetrics();
        collections.bindTo(metrics);
        var ledger = MultiGauge.builder("freeflow.ledger")
                .description("What a stage has taken in and given out since the beginning")
                .register(metrics);
        var ledgerNews = store.subscribe(topics -> {
            if (topics.contains(News.Topic.LEDGER)) {
                ledger.register(rows(store.listLedger()), true);
            }
        });
        var alertDesk = new KafkaAlertDesk(log, schemas.ids());
        return new Pages(
                Server.start(
                        config,
                        new ServedRoad(store, store, alertDesk, alertRules, simulator, schemas.versions()),
                        checks,
                        metrics,
                        clock,
                        Optional.ofNullable(Pages.class.getPackage().getImplementationVersion())
                                .orElse("development")),
                alertDesk,
                collections,
                ledgerNews);
    }

    private static List<MultiGauge.Row<?>> rows(List<LedgerEntry> entries) {
        return entries.stream()
                .<MultiGauge.Row<?>>flatMap(entry -> entry.counts().entrySet().stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of("stage", entry.stage(), "part", entry.part(), "counter", count.getKey()),
                                count.getValue())))
                .toList();
    }

    String address() {
        return "http://localhost:" + server.port();
    }

    @Override
    public void close() {
        ledgerNews.close();
        server.close();
        alertDesk.close();
        collections.close();
    }
}
