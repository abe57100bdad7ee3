package io.freeflow.forecast.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {

    private static final Path METR_LA = Path.of("models/metr-la/1");
    private static final ModelRef ONE = new ModelRef("metr-la", 1);
    private static final ModelRef TWO = new ModelRef("metr-la", 2);
    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");

    @TempDir
    Path folder;

    private ModelRegistry registry;

    @BeforeEach
    void openEmpty() {
        registry = ModelRegistry.at(folder.resolve("models"));
    }

    @Test
    void anEmptyFolderServesWhatIsBuiltIn() {
        assertThat(registry.list()).isEmpty();
        assertThat(registry.serving()).isEqualTo(Serving.BUILT_IN);
        assertThatThrownBy(() -> registry.rollBack(NOW, "")).hasMessageContaining("nothing was promoted");
        assertThatThrownBy(() -> registry.promote(ONE, NOW, "")).hasMessageContaining("there is no metr-la/1");
    }

    @Test
    void whatIsAddedRunsBesideTheChampionUntilItIsPromoted() {
        registry.add(METR_LA, NOW);

        assertThat(registry.list()).extracting(Manifest::ref).containsExactly(ONE);
        assertThat(registry.serving().canaryRef()).contains(ONE);
        assertThat(registry.serving().championRef()).isEmpty();

        registry.promote(ONE, NOW, "better for a week");

        assertThat(registry.serving().championRef()).contains(ONE);
        assertThat(registry.serving().canaryRef()).isEmpty();
        assertThat(registry.serving().acts())
                .extracting(Serving.Act::what, Serving.Act::model, Serving.Act::reason)
                .containsExactly(
                        tuple("add", "metr-la/1", "added"), tuple("promote", "metr-la/1", "better for a week"));
    }

    @Test
    void rollbacksGoBackStepByStepToTheBuiltIn() throws IOException {
        registry.add(METR_LA, NOW);
        registry.add(versionTwo(), NOW);
        registry.promote(ONE, NOW, "");
        registry.promote(TWO, NOW, "");

        assertThat(registry.rollBack(NOW, "worse").championRef()).contains(ONE);
        assertThat(registry.rollBack(NOW, "worse").championRef()).isEmpty();
        assertThatThrownBy(() -> registry.rollBack(NOW, "worse")).hasMessageContaining("nothing to return to");
    }

    @Test
    void theSameVersionComesInOnce() {
        registry.add(METR_LA, NOW);

        assertThatThrownBy(() -> registry.add(METR_LA, NOW))
                .hasMessageContaining("metr-la/1 is in")
                .hasMessageContaining("another version");
        registry.promote(ONE, NOW, "");
        assertThatThrownBy(() -> registry.promote(ONE, NOW, "")).hasMessage("metr-la/1 is the champion already");
    }

    @Test
    void whatIsNotTheModelOfItsManifestStaysOut() throws IOException {
        var broken = versionTwo();
        Files.write(broken.resolve("model.onnx"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> registry.add(broken, NOW)).hasMessageContaining("has the hash");
        assertThat(registry.list()).isEmpty();
        assertThat(registry.serving()).isEqualTo(Serving.BUILT_IN);
    }

    @Test
    void aNameThatWouldLeaveTheFolderIsRefused() throws IOException {
        var sly = versionTwo();
        var manifest = sly.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"metr-la\"", "\"../metr-la\""));

        assertThatThrownBy(() -> registry.add(sly, NOW)).hasMessageContaining("lower case, digits and dashes");
    }

    @Test
    void whatRunsFollowsTheFolder() {
        var networks = Networks.of(registry, problem -> {});
        assertThat(networks.running().canary()).isEmpty();

        registry.add(METR_LA, NOW);
        var beside = networks.running();
        assertThat(beside.canary().map(NetworkModel::toString)).contains("model metr-la 1");
        assertThat(networks.running()).isSameAs(beside);

        registry.promote(ONE, NOW, "");
        assertThat(networks.running().champion()).isEqualTo(beside.canary());

        registry.rollBack(NOW, "");
        assertThat(networks.running()).isEqualTo(new Networks.Running(Optional.empty(), Optional.empty()));
    }

    @Test
    void aFolderThatCannotBeReadLeavesWhatRuns() throws IOException {
        List<String> trouble = new ArrayList<>();
        var networks = Networks.of(registry, trouble::add);
        registry.add(METR_LA, NOW);
        registry.promote(ONE, NOW, "");
        var before = networks.running();

        Files.writeString(folder.resolve("models/serving.json"), "{");

        assertThat(networks.running()).isSameAs(before);
        assertThat(networks.running()).isSameAs(before);
        assertThat(trouble)
                .hasSize(1)
                .first()
                .asString()
                .contains("stay as they are")
                .contains("serving.json");
    }

    @Test
    void aChampionWhoseFileWasChangedDoesNotServe() throws IOException {
        List<String> trouble = new ArrayList<>();
        registry.add(METR_LA, NOW);
        registry.promote(ONE, NOW, "");
        Files.write(folder.resolve("models/metr-la/1/model.onnx"), new byte[] {1});

        assertThat(Networks.of(registry, trouble::add).running().champion()).isEmpty();
        assertThat(trouble).singleElement().asString().startsWith("metr-la/1 does not serve: ");
    }

    private Path versionTwo() throws IOException {
        var two = Files.createDirectories(folder.resolve("two"));
        Files.copy(METR_LA.resolve("model.onnx"), two.resolve("model.onnx"));
        Files.writeString(
                two.resolve("manifest.json"),
                Files.readString(METR_LA.resolve("manifest.json")).replaceFirst("\"version\": 1", "\"version\": 2"));
        return two;
    }
}
