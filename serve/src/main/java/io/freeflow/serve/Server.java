package io.freeflow.serve;

import io.freeflow.core.store.News;
import io.freeflow.core.store.TrafficStore;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** REST, WebSocket and the pages on one port. */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration FINISH_REQUESTS = Duration.ofMillis(1500);
    private static final Duration CLOSE_IDLE = Duration.ofMillis(100);
    /** What the kernel may hold for a slow client: else it is megabytes of news that were new once. */
    private static final int SEND_BUFFER_BYTES = 256 * 1024;

    static final String REAL_TIME = "/ws/real-time";

    private final List<Route> routes;
    private final RealTime realTime;
    private final Publisher publisher;
    private final Heartbeat heartbeat;
    private final News.Subscription news;
    private final Javalin javalin;

    /** One method of one path. */
    record Route(HandlerType method, String path, Handler handler) {}

    private Server(
            ServeConfig config,
            ServedRoad road,
            List<HealthCheck> checks,
            PrometheusMeterRegistry metrics,
            Clock clock,
            String version) {
        var store = road.store();
        var health = new Health(with(database(store), checks));
        var alertWire = new AlertWire(road.alertRules());
        var map = new LiveMap(store, alertWire, clock);
        var files = new Files();
        var docs = new DocsResource();
        var predictions = new PredictionsResource(store);
        var alerts = new AlertsResource(store, road.alertDesk(), alertWire);
        var incidents = new IncidentsResource(store, road.incidentDoor(), clock);
        var simulated = new SimulatorResource(store, road.simulator());
        var letters = new LettersResource(store, road.letterDoor());
        var schemas = new SchemasResource(road.schemas());
        routes = List.of(
                get("/", new RootResource(version, files)::get),
                get("/health", new HealthResource(health)::get),
                get("/metrics", new MetricsResource(metrics)::get),
                get("/api/v1/status", new StatusResource(store, road.silentAfter(), version)::get),
                get("/api/v1/ledger", new LedgerResource(store)::get),
                get("/api/v1/verification", new VerificationResource(store)::get),
                get("/api/v1/map", new MapResource(map)::get),
                get("/api/sensors", new SensorsResource(store)::list),
                get("/api/v1/sensors/health", new DetectorsResource(store)::list),
                get("/api/v1/sensors/imputed", new ImputedResource(store)::list),
                get("/api/v1/sensors/{sensor_id}/series", new SeriesResource(store)::get),
                get("/api/v1/corridors", new CorridorsResource(store)::list),
                get("/api/v1/corridors/{corridor_id}/space-time", new SpaceTimeResource(store)::get),
                get("/api/traffic/current", new CurrentResource(store)::list),
                get("/api/v1/traffic/events", new EventsResource(store)::list),
                new Route(HandlerType.POST, "/api/v1/readings", new ReadingsResource(road.door())::post),
                get("/api/v1/dead-letters", letters::list),
                get("/api/v1/dead-letters/{letter_id}", letters::get),
                new Route(HandlerType.POST, "/api/v1/dead-letters/replay", letters::replay),
                get("/api/predictions/latest", predictions::latest),
                new Route(HandlerType.POST, "/api/v1/predictions", predictions::query),
                get("/api/v1/alerts", alerts::list),
                get("/api/v1/alerts/{alert_id}", alerts::get),
                new Route(HandlerType.POST, "/api/v1/alerts/{alert_id}/acts", alerts::act),
                get("/api/v1/alert-rules", alerts::rules),
                get("/api/v1/incidents", incidents::list),
                new Route(HandlerType.POST, "/api/v1/incidents", incidents::post),
                get("/api/v1/incidents/{incident_id}", incidents::get),
                new Route(HandlerType.PATCH, "/api/v1/incidents/{incident_id}", incidents::patch),
                new Route(HandlerType.POST, "/api/v1/incidents/{incident_id}/end", incidents::end),
                get("/api/v1/simulator/truth", simulated::truth),
                get("/api/v1/simulator/interventions", simulated::list),
                new Route(HandlerType.POST, "/api/v1/simulator/interventions", simulated::intervene),
                new Route(HandlerType.DELETE, "/api/v1/simulator/interventions/{id}", simulated::end),
                get("/subjects", schemas::subjects),
                get("/subjects/{subject}/versions", schemas::versions),
                get("/subjects/{subject}/versions/{version}", schemas::version),
                get("/schemas/ids/{schema_id}", schemas::schema),
                get("/schemas/types", schemas::types),
                get("/config", schemas::config),
                get(REAL_TIME, Server::upgradeRequired),
                get("/docs", docs::page),
                get("/openapi.yaml", docs::contract));

        realTime = new RealTime(config, clock, health, metrics);
        publisher = new Publisher(map, alertWire, realTime, clock, config.pushInterval());
        heartbeat = new Heartbeat(realTime, health, clock);
        realTime.subscribeBy(publisher::subscribe);
        health.onChange(realTime::systemStatus);
        javalin = Javalin.create(javalinConfig -> configure(javalinConfig, config, files, new RequestMetrics(metrics)));
        this.news = road.news().subscribe(topics -> {
            map.tell(topics);
            publisher.tell(topics);
        });
    }

    /**
     * Starts to listen.
     *
     * @param checks what else {@code /health} asks beside the store
     * @param metrics what {@code /metrics} shows, and where this server counts
     * @param clock wall clock
     * @throws PortTakenException if the port or the address cannot be had
     */
    public static Server start(
            ServeConfig config,
            ServedRoad road,
            List<HealthCheck> checks,
            PrometheusMeterRegistry metrics,
            Clock clock,
            String version) {
        var server = new Server(config, road, checks, metrics, clock, version);
        try {
            server.javalin.start();
        } catch (JavalinBindException e) {
            server.close();
            throw new PortTakenException(config, e);
        }
        server.publisher.start();
        server.heartbeat.start();
        LOG.info("serve: listening on http://{}:{}", config.host(), server.port());
        return server;
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Such as {@code GET /health}. */
    List<String> routes() {
        return routes.stream()
                .map(route -> route.method().name() + " " + route.path())
                .toList();
    }

    /** Says goodbye to WebSocket clients and stops, within 2 s. */
    @Override
    public void close() {
        news.close();
        heartbeat.close();
        publisher.close();
        realTime.close();
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.warn("serve: stopped with requests under way: {}", String.valueOf(e.getCause()));
        }
    }

    private void configure(JavalinConfig config, ServeConfig listen, Files files, RequestMetrics requests) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.resourceHandler(files);
        config.jetty.modifyServer(jetty -> {
            jetty.setStopTimeout(FINISH_REQUESTS.toMillis());
            jetty.setErrorHandler(new JettyProblems());
        });
        config.jetty.addConnector((jetty, http) -> {
            var connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
            connector.setHost(listen.host());
            connector.setPort(listen.port());
            connector.setShutdownIdleTimeout(CLOSE_IDLE.toMillis());
            connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
            return connector;
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JettyProblems()));
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxTextMessageSize(RealTime.MAX_MESSAGE_BYTES);
            factory.setMaxBinaryMessageSize(RealTime.MAX_MESSAGE_BYTES);
            factory.setIdleTimeout(Duration.ofMinutes(5)); // the heartbeat is what closes silent clients
        });
        config.routes.before(requests::start);
        config.routes.before(ctx -> {
            SecurityHeaders.ALL.forEach(ctx::header);
            ctx.header("Vary", "Accept-Encoding");
        });
        for (Route route : routes) {
            config.routes.addHttpHandler(route.method(), route.path(), route.handler());
            if (route.method().equals(HandlerType.GET)) {
                config.routes.head(route.path(), route.handler());
            }
        }
        config.routes.ws(REAL_TIME, realTime::endpoint);
        config.routes.after(requests::stop);
        config.routes.exception(Problem.class, (problem, ctx) -> problem.answer(ctx));
        config.routes.exception(HttpResponseException.class, this::refuse);
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("serve: {} {} failed", ctx.method(), ctx.path(), e);
            new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "the server failed; its log says why").answer(ctx);
        });
    }

    private void refuse(HttpResponseException refusal, Context ctx) {
        var status = HttpStatus.forStatus(refusal.getStatus());
        var detail = switch (status) {
            case NOT_FOUND -> "there is nothing at this path; / and /docs say what there is";
            case METHOD_NOT_ALLOWED -> {
                var allowed = allowed(ctx.path());
                ctx.header("Allow", allowed);
                yield "the method must be one of " + allowed + ", was " + ctx.method();
            }
            default -> status.getMessage();
        };
        new Problem(status, detail).answer(ctx);
    }

    private String allowed(String path) {
        var router = javalin.unsafe.internalRouter;
        return routes.stream()
                .map(Route::method)
                .distinct()
                .filter(method -> router.findFirstHttpHandlerEntry(method, path) != null)
                .flatMap(method -> method.equals(HandlerType.GET)
                        ? java.util.stream.Stream.of("GET", "HEAD")
                        : java.util.stream.Stream.of(method.name()))
                .collect(Collectors.joining(", "));
    }

    private static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, handler);
    }

    private static void upgradeRequired(Context ctx) {
        ctx.header("Upgrade", "websocket");
        throw new Problem(HttpStatus.UPGRADE_REQUIRED, "connect with a WebSocket");
    }

    private static HealthCheck database(TrafficStore store) {
        return new HealthCheck() {
            @Override
            public String name() {
                return "database";
            }

            @Override
            public String check() {
                store.check();
                return "answers";
            }
        };
    }

    private static List<HealthCheck> with(HealthCheck first, List<HealthCheck> others) {
        var all = new ArrayList<HealthCheck>();
        all.add(first);
        all.addAll(others);
        return all;
    }
}
