package io.freeflow.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page of a running demo in a real browser. WebGL in software is slow, so everything may take long. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class LiveMapIT {

    private static final double PATIENCE_MILLIS = Duration.ofSeconds(90).toMillis();

    @TempDir
    private static Path temporary;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private @Nullable DemoProcess demo;
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;
    private String address = "";
    private @Nullable Page open;

    @BeforeAll
    void start() throws IOException {
        var chromium = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
        assumeTrue(
                Files.isExecutable(Path.of(chromium)),
                "THE LIVE MAP IS NOT TESTED: there is no " + chromium + "; set CHROMIUM to a Chromium or Chrome");
        assumeTrue(
                getClass().getResource("/io/freeflow/web/index.html") != null,
                "THE LIVE MAP IS NOT TESTED: the pages are not built; run without -DskipFrontend");
        var running = DemoProcess.start(temporary.resolve("data"), "--speedup", "60", "--port", "0");
        demo = running;
        var api = running.api();
        address = api.address();
        running.saying(() ->
                api.await("/api/predictions/latest?limit=1", Duration.ofMinutes(1), answer -> answer.status() == 200));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(chromium))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-dev-shm-usage",
                                "--use-gl=angle",
                                "--use-angle=swiftshader",
                                "--enable-unsafe-swiftshader")));
    }

    @AfterAll
    void end() throws IOException, InterruptedException {
        if (playwright != null) {
            playwright.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @BeforeEach
    void visit() {
        visit(new Browser.NewPageOptions());
    }

    private void visit(Browser.NewPageOptions options) {
        complaints.clear();
        var page = Objects.requireNonNull(browser).newPage(options.setViewportSize(1280, 800));
        open = page;
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(address) && !request.url().matches("(blob|data):.*")) {
                complaints.add("a foreign request: " + request.url());
            }
        });
        page.navigate(address);
        awaitPainted("[data-painted-shown]");
    }

    @AfterEach
    void leave() {
        page().close();
    }

    @Test
    void itSaysWhatItShows() {
        visible(page().getByText("Simulated", new Page.GetByTextOptions().setExact(true)));
        visible(page().getByRole(AriaRole.REGION, named("Speed, mph")));
        visible(page().getByText("no data").first());

        assertThat(complaints).isEmpty();
    }

    @Test
    void itIsPaintedAnewWhenAWindowCloses() {
        awaitPainted("[data-painted-window][data-painted-provisional]");
        var first = painted("window");

        awaitPainted(":not([data-painted-window='" + first + "'])");

        assertThat(Instant.parse(painted("window"))).isAfter(Instant.parse(first));
        assertThat(painted("shown")).isIn("provisional", "window");
        assertThat(complaints).isEmpty();
    }

    @Test
    void theSliderShowsTheForecast() {
        page().getByRole(AriaRole.SLIDER).fill("30");

        awaitPainted("[data-painted-shown='forecast']");

        visible(page().getByText("+30 min", new Page.GetByTextOptions().setExact(false))
                .first());
        assertThat(page().url()).contains("horizon=30");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aChosenSensorShowsItsChart() {
        page().getByRole(AriaRole.COMBOBOX).fill("405");
        page().getByRole(AriaRole.OPTION).first().click();

        visible(page().locator("aside.panel canvas").first());

        assertThat(page().url()).contains("sensor=");
        assertThat(complaints).isEmpty();
    }

    @Test
    void everybodyCanUseIt() throws IOException {
        visitWithAxe();

        assertThat(violations()).isEmpty();
    }

    @Test
    void oneClickShowsSpaceAndTimeToEverybody() throws IOException {
        visitWithAxe();
        page().getByRole(AriaRole.COMBOBOX).fill("405");
        page().getByRole(AriaRole.OPTION).first().click();

        page().getByRole(AriaRole.BUTTON, named("Space and time")).click();

        var diagram = page().getByRole(AriaRole.APPLICATION);
        visible(diagram);
        visible(page().getByText("ueue").first());
        assertThat(page().url()).contains("corridor=I-405-");
        diagram.press("ArrowLeft");
        assertThat(page().locator(".space-time output"))
                .containsText(Pattern.compile("\\d\\d:\\d\\d–\\d\\d:\\d\\d\\. .*(mph|missing)"));
        assertThat(violations()).isEmpty();
        page().keyboard().press("Escape");
        visible(page().getByRole(AriaRole.BUTTON, named("Space and time")));
        assertThat(complaints).isEmpty();
    }

    @Test
    void lanesClosedFromThePageStopTheTrafficUpstream() {
        var demo = new Api(address);
        var place = busiest(demo.get("/api/v1/map"));
        page().navigate(address + "/?sensor=" + place.sensorId());
        awaitPainted("[data-painted-shown]");
        page().getByText("Change this road").click();
        var form = page().getByRole(AriaRole.FORM, named("Close lanes"));
        form.getByLabel("Lanes").selectOption(String.valueOf(place.lanes() - 1));
        form.getByLabel("Minutes").fill("240");

        form.getByRole(AriaRole.BUTTON).click();

        visible(page().getByText("The road answers within seconds").first());
        visible(page().getByRole(
                        AriaRole.BUTTON,
                        named(Pattern.compile("^Simulated crash on " + place.road() + " at .*: " + (place.lanes() - 1)
                                + " of " + place.lanes() + " lanes blocked since .*")))
                .first());
        demo.await(
                "/api/v1/map",
                Duration.ofMinutes(1),
                answer -> answer.body()
                                .path("provisional")
                                .path("speed_mph")
                                .path(place.upstream())
                                .asDouble(Double.MAX_VALUE)
                        < 30);
        page().getByRole(AriaRole.BUTTON, named(Pattern.compile("^End it: Crash on .*")))
                .click();
        visible(page().getByText("Ended. The road answers within seconds."));
        assertThat(complaints).isEmpty();
    }

    @Test
    void anIncidentIsReportedSeenAndEndedFromThePage() {
        page().keyboard().press("i");
        var form = page().getByRole(AriaRole.FORM, named("Report an incident"));
        form.getByLabel("What").selectOption("obstruction");
        form.getByLabel("Corridor").selectOption("I-405-N");
        form.getByLabel(Pattern.compile("^Postmile")).fill("50");
        form.getByLabel("Lanes blocked").fill("1");
        form.getByLabel("Note").fill("a ladder");

        form.getByLabel("Lanes blocked").press("Enter");

        var sign = page().getByRole(
                        AriaRole.BUTTON,
                        named(Pattern.compile("^Reported: Obstruction on I-405 N at .* 1 lane closed.*")));
        visible(sign);
        sign.press("Enter");
        visible(page().getByRole(AriaRole.HEADING, named("I-405 northbound")));
        page().keyboard().press("Escape");
        visible(page().getByText("a ladder"));
        page().getByRole(AriaRole.BUTTON, named(Pattern.compile("^End it: Obstruction on I-405 N.*")))
                .click();
        visible(page().getByText("Ended."));
        assertThat(sign).isHidden();
        assertThat(complaints).isEmpty();
    }

    /** A station where lanes are closed, and the index of the one before it. */
    private record Place(String sensorId, String road, int lanes, int upstream) {}

    /** Where most vehicles pass, nobody stands, and another station is at most 1.5 miles before. */
    private static Place busiest(JsonNode map) {
        var sensors = map.path("sensors");
        var flows = map.path("window").path("flow_vph");
        var speeds = map.path("window").path("speed_mph");
        int busiest = IntStream.range(0, sensors.size())
                .filter(i -> speeds.path(i).asDouble(0) > 50
                        && upstreamOf(sensors, i).isPresent())
                .boxed()
                .max(Comparator.comparingDouble(i -> flows.path(i).asDouble(0)))
                .orElseThrow(() -> new AssertionError("nobody drives"));
        var sensor = sensors.path(busiest);
        return new Place(
                sensor.path("sensor_id").stringValue(),
                road(sensor),
                sensor.path("lanes").intValue(),
                upstreamOf(sensors, busiest).orElseThrow());
    }

    private static OptionalInt upstreamOf(JsonNode sensors, int index) {
        var sensor = sensors.path(index);
        double sign = List.of("S", "W").contains(sensor.path("direction").stringValue()) ? -1 : 1;
        return IntStream.range(0, sensors.size())
                .filter(i -> road(sensors.path(i)).equals(road(sensor)))
                .filter(i -> {
                    double before = sign * (postmile(sensor) - postmile(sensors.path(i)));
                    return before > 0.3 && before < 1.5;
                })
                .findFirst();
    }

    private static String road(JsonNode sensor) {
        return sensor.path("freeway").stringValue() + " "
                + sensor.path("direction").stringValue();
    }

    private static double postmile(JsonNode sensor) {
        return sensor.path("postmile_mi").doubleValue();
    }

    /** The page allows nobody to add a script; the test has to. */
    private void visitWithAxe() throws IOException {
        var axe = axe();
        assumeTrue(axe.isPresent(), "ACCESSIBILITY IS NOT TESTED: axe-core is not there; run npm ci in web");
        page().close();
        visit(new Browser.NewPageOptions().setBypassCSP(true));
        page().evaluate(Files.readString(axe.get()));
    }

    private List<?> violations() {
        return (List<?>) page().evaluate("""
                async () => (await axe.run(document)).violations
                    .flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 160)))""");
    }

    private static Optional<Path> axe() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var script = folder.resolve("web/node_modules/axe-core/axe.min.js");
            if (Files.exists(script)) {
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }

    private Page page() {
        return Objects.requireNonNull(open);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions named(Pattern name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static void visible(Locator locator) {
        assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** Waits for attributes of the document's root; selectors work under the page's policy, scripts do not. */
    private void awaitPainted(String attributes) {
        try {
            page().locator("html" + attributes)
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        } catch (TimeoutError e) {
            throw new AssertionError("never painted: " + attributes + "; complaints " + complaints, e);
        }
    }

    private String painted(String what) {
        return String.valueOf(page().locator("html").getAttribute("data-painted-" + what));
    }
}
