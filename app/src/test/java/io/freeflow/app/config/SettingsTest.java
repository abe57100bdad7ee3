package io.freeflow.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import io.freeflow.core.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    enum Ack {
        NONE,
        ALL_COPIES
    }

    record StoreConfig(
            @Doc("where the database is") @Default("jdbc:here")
            String url,

            @Doc("connections, 1 to 100") @Default("10") int poolSize,
            @Doc("the password") @Default("") @Secret String password) {
        StoreConfig {
            if (poolSize < 1 || poolSize > 100) {
                throw new IllegalArgumentException("store.pool-size must be 1-100, was " + poolSize);
            }
        }
    }

    record KindsConfig(
            @Doc("a long") @Default("9000000000") long big,
            @Doc("a double") @Default("1.5") double share,
            @Doc("a boolean") @Default("true") boolean on,
            @Doc("a duration") @Default("5m") Duration window,
            @Doc("a path") @Default("data/x") Path folder,
            @Doc("a URI") @Default("https://example.org/a") URI link,
            @Doc("a zone") @Default("America/Los_Angeles") ZoneId zone,
            @Doc("an enum") @Default("all-copies") Ack ack,
            @Doc("a list") @Default("a, b,c") List<String> names,
            @Doc("an optional") Optional<Integer> limit) {}

    record NeedyConfig(@Doc("must be said") String name) {}

    record DoorConfig(
            @Doc("its zone") Optional<ZoneId> zone,
            @Doc("its most words") @Default("5") int mostWords) {
        DoorConfig {
            if (mostWords < 1) {
                throw new IllegalArgumentException("most-words must be at least 1, was " + mostWords);
            }
        }
    }

    private static final List<Section<?>> SECTIONS = List.of(
            new Section<>("store", StoreConfig.class),
            new Section<>("kinds", KindsConfig.class),
            Section.ofEach("doors", DoorConfig.class));

    @TempDir
    Path folder;

    @Nested
    class WhereTheyComeFrom {

        @Test
        void whatNobodySetHasItsDefault() {
            assertThat(load(Map.of()).get(StoreConfig.class)).isEqualTo(new StoreConfig("jdbc:here", 10, ""));
        }

        @Test
        void theFileOverrulesTheDefaultTheEnvironmentTheFileAndAFlagTheEnvironment() throws IOException {
            var file = file("store.url=file", "store.pool-size=11", "kinds.big=1");
            var environment = Map.of("FREEFLOW_STORE_POOL_SIZE", "12", "FREEFLOW_KINDS_BIG", "2");
            var flag = new Sources.Flag("kinds.big", "3", "--big");

            var settings = Settings.load(SECTIONS, new Sources(Optional.of(file), environment, List.of(flag)));

            assertThat(settings.get(StoreConfig.class)).isEqualTo(new StoreConfig("file", 12, ""));
            assertThat(settings.get(KindsConfig.class).big()).isEqualTo(3);
            assertThat(settings.list())
                    .filteredOn(setting -> !setting.origin().equals("default"))
                    .extracting(Setting::key, Setting::value, Setting::origin)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("store.url", "file", "freeflow.properties:1"),
                            org.assertj.core.groups.Tuple.tuple("store.pool-size", "12", "FREEFLOW_STORE_POOL_SIZE"),
                            org.assertj.core.groups.Tuple.tuple("kinds.big", "3", "--big"));
        }

        @Test
        void theLastOfTwoFlagsWins() {
            var settings = Settings.load(
                    SECTIONS,
                    new Sources(
                            Optional.empty(),
                            Map.of(),
                            List.of(
                                    new Sources.Flag("store.pool-size", "1", "--set"),
                                    new Sources.Flag("store.pool-size", "2", "--set"))));

            assertThat(settings.get(StoreConfig.class).poolSize()).isEqualTo(2);
        }

        @Test
        void theFileIsAPropertiesFile() throws IOException {
            var file = file("# a comment \\", "store.url = jdbc:\\", "   there", "! another", "store.pool-size : 7");

            var store = Settings.load(SECTIONS, new Sources(Optional.of(file), Map.of(), List.of()))
                    .get(StoreConfig.class);

            assertThat(store).isEqualTo(new StoreConfig("jdbc:there", 7, ""));
        }

        @Test
        void aSecretMayStandInAFileOfItsOwn() throws IOException {
            var secret = Files.writeString(folder.resolve("password"), "p4ss\n");

            var settings = load(Map.of("FREEFLOW_STORE_PASSWORD_FILE", secret.toString()));

            assertThat(settings.get(StoreConfig.class).password()).isEqualTo("p4ss");
        }

        @Test
        void theLaunchersOwnVariablesAreLeftAlone() {
            assertThat(load(Map.of("FREEFLOW_JAVA_OPTS", "-Xmx1g", "HOME", "/home/me"))
                            .list())
                    .allMatch(setting -> setting.origin().equals("default"));
        }
    }

    @Nested
    class WhatTheyCanBe {

        @Test
        void everyKindHasItsWriting() {
            assertThat(load(Map.of()).get(KindsConfig.class))
                    .isEqualTo(new KindsConfig(
                            9_000_000_000L,
                            1.5,
                            true,
                            Duration.ofMinutes(5),
                            Path.of("data/x"),
                            URI.create("https://example.org/a"),
                            ZoneId.of("America/Los_Angeles"),
                            Ack.ALL_COPIES,
                            List.of("a", "b", "c"),
                            Optional.empty()));
        }

        @Test
        void anOptionalMayBeSet() {
            assertThat(load(Map.of("FREEFLOW_KINDS_LIMIT", "5"))
                            .get(KindsConfig.class)
                            .limit())
                    .contains(5);
        }

        @Test
        void durationsAreWrittenShortOrInIsosWay() {
            assertThat(List.of("250ms", "30s", "5m", "48h", "400d", "PT1M30S"))
                    .extracting(Durations::parse)
                    .containsExactly(
                            Duration.ofMillis(250),
                            Duration.ofSeconds(30),
                            Duration.ofMinutes(5),
                            Duration.ofDays(2),
                            Duration.ofDays(400),
                            Duration.ofSeconds(90));
        }
    }

    @Nested
    class OfEach {

        @Test
        void aThingThatIsNamedHasSettingsOfItsOwn() throws IOException {
            var file = file("doors.front.zone=Europe/Berlin", "doors.back-yard.most-words=3");

            var doors = Settings.load(SECTIONS, new Sources(Optional.of(file), Map.of(), List.of()))
                    .getEach(DoorConfig.class);

            assertThat(doors)
                    .isEqualTo(Map.of(
                            "front", new DoorConfig(Optional.of(ZoneId.of("Europe/Berlin")), 5),
                            "back-yard", new DoorConfig(Optional.empty(), 3)));
        }

        @Test
        void theEnvironmentNamesItWithUnderscores() {
            var doors = load(Map.of("FREEFLOW_DOORS_BACK_YARD_MOST_WORDS", "3")).getEach(DoorConfig.class);

            assertThat(doors).isEqualTo(Map.of("back-yard", new DoorConfig(Optional.empty(), 3)));
        }

        @Test
        void theListTellsWhatIsSetAndWhatCouldBe() throws IOException {
            var file = file("doors.front.most-words=3");

            var settings = Settings.load(SECTIONS, new Sources(Optional.of(file), Map.of(), List.of()));

            assertThat(settings.list().stream()
                            .filter(setting -> setting.key().startsWith("doors."))
                            .map(setting -> setting.key() + "=" + setting.value()))
                    .containsExactly(
                            "doors.front.zone=",
                            "doors.front.most-words=3",
                            "doors.NAME.zone=",
                            "doors.NAME.most-words=");
        }

        @Test
        void whatIsWrongIsToldAsOfAnySetting() throws IOException {
            assertThat(problems(
                            file("doors.front.most-words=0", "doors.front.most-word=1", "doors.Front.zone=UTC"),
                            Map.of("FREEFLOW_DOORS_BACK_ZONE", "Mars")))
                    .hasSize(4)
                    .anySatisfy(line -> assertThat(line).contains("most-words must be at least 1, was 0"))
                    .anySatisfy(line -> assertThat(line).contains("unknown setting doors.front.most-word"))
                    .anySatisfy(line -> assertThat(line).contains("unknown setting doors.Front.zone"))
                    .anySatisfy(line -> assertThat(line).contains("doors.back.zone must be a time zone"));
        }
    }

    @Nested
    class WhatIsRefused {

        @Test
        void anUnknownKeyWithItsNearestNeighbour() throws IOException {
            assertThat(problems(file("", "store.pol-size=3"), Map.of()))
                    .containsExactly(
                            "unknown setting store.pol-size (freeflow.properties:2); did you mean store.pool-size?");
        }

        @Test
        void anUnknownKeyThatIsLikeNothing() throws IOException {
            assertThat(problems(file("zzz=3"), Map.of()))
                    .containsExactly("unknown setting zzz (freeflow.properties:1)");
        }

        @Test
        void anUnknownVariableOfOurs() throws IOException {
            assertThat(problems(file(), Map.of("FREEFLOW_STORE_URI", "x")))
                    .containsExactly(
                            "unknown environment variable FREEFLOW_STORE_URI; did you mean FREEFLOW_STORE_URL?");
        }

        @Test
        void badValuesWithWhatWasExpectedAndWhereTheyStand() throws IOException {
            var file = file(
                    "store.pool-size=many",
                    "kinds.share=NaN",
                    "kinds.on=yes",
                    "kinds.window=5 minutes",
                    "kinds.zone=Mars/Olympus",
                    "kinds.link=not a link",
                    "kinds.ack=some");

            assertThat(problems(file, Map.of("FREEFLOW_KINDS_BIG", "9.5")))
                    .containsExactly(
                            "store.pool-size must be a whole number, was 'many' (freeflow.properties:1)",
                            "kinds.big must be a whole number, was '9.5' (FREEFLOW_KINDS_BIG)",
                            "kinds.share must be a number, was 'NaN' (freeflow.properties:2)",
                            "kinds.on must be true or false, was 'yes' (freeflow.properties:3)",
                            "kinds.window must be a duration such as 30s, 5m, 48h or 400d, was '5 minutes'"
                                    + " (freeflow.properties:4)",
                            "kinds.link must be a URI, was 'not a link' (freeflow.properties:6)",
                            "kinds.zone must be a time zone such as America/Los_Angeles, was 'Mars/Olympus'"
                                    + " (freeflow.properties:5)",
                            "kinds.ack must be one of none, all-copies, was 'some' (freeflow.properties:7)");
        }

        @Test
        void aValueOutOfBoundsWithWhereItStands() throws IOException {
            assertThat(problems(file(), Map.of("FREEFLOW_STORE_POOL_SIZE", "0")))
                    .containsExactly("store.pool-size must be 1-100, was 0 (FREEFLOW_STORE_POOL_SIZE)");
        }

        @Test
        void aBadValueEvenIfALaterSourceOverrulesIt() throws IOException {
            assertThat(problems(file("store.pool-size=many"), Map.of("FREEFLOW_STORE_POOL_SIZE", "5")))
                    .containsExactly("store.pool-size must be a whole number, was 'many' (freeflow.properties:1)");
        }

        @Test
        void theSameKeyTwiceInAFile() throws IOException {
            assertThat(problems(file("store.url=a", "store.url=b"), Map.of()))
                    .containsExactly("store.url is set twice (freeflow.properties:2, and in line 1)");
        }

        @Test
        void aSecretTwiceAndASecretThatIsNotThere() throws IOException {
            assertThat(problems(
                            file(),
                            Map.of("FREEFLOW_STORE_PASSWORD", "a", "FREEFLOW_STORE_PASSWORD_FILE", "/nowhere/b")))
                    .containsExactly(
                            "both FREEFLOW_STORE_PASSWORD and FREEFLOW_STORE_PASSWORD_FILE are set; one is enough");
            assertThat(problems(file(), Map.of("FREEFLOW_STORE_PASSWORD_FILE", "/nowhere/b")))
                    .containsExactly("store.password: cannot read the file /nowhere/b that"
                            + " FREEFLOW_STORE_PASSWORD_FILE names");
        }

        @Test
        void aFileThatIsNotThere() {
            assertThat(problems(folder.resolve("none.properties"), Map.of()))
                    .singleElement()
                    .asString()
                    .startsWith("cannot read the settings in ");
        }

        @Test
        void aSettingWithoutADefaultThatNobodySet() {
            var refused = catchThrowableOfType(
                    BadSettingsException.class,
                    () -> Settings.load(
                            List.of(new Section<>("needy", NeedyConfig.class)),
                            new Sources(Optional.empty(), Map.of(), List.of())));

            assertThat(refused.problems()).containsExactly("needy.name is not set: must be said");
        }
    }

    @Test
    void secretsAreMaskedUnlessEmpty() {
        assertThat(load(Map.of("FREEFLOW_STORE_PASSWORD", "p4ss")).list())
                .filteredOn(Setting::secret)
                .extracting(Setting::value)
                .containsExactly("******");
        assertThat(load(Map.of()).list())
                .filteredOn(Setting::secret)
                .extracting(Setting::value)
                .containsExactly("");
    }

    private static Settings load(Map<String, String> environment) {
        return Settings.load(SECTIONS, new Sources(Optional.empty(), environment, List.of()));
    }

    private static List<String> problems(Path file, Map<String, String> environment) {
        return catchThrowableOfType(
                        BadSettingsException.class,
                        () -> Settings.load(SECTIONS, new Sources(Optional.of(file), environment, List.of())))
                .problems();
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("freeflow.properties"), List.of(lines));
    }
}
