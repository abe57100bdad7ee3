package io.freeflow.app.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.road.RawRecord;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What decoding a nested reading costs on one core, and what validating it costs beside. Not a test of the suite; run it
 * on an idle machine:
 *
 * <pre>mvn -q -pl app -am test -DskipFrontend -Dtest=ValidateBenchmark -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ValidateBenchmark {

    private static final int READINGS = 20_000;

    private final NestedReadings readings = new NestedReadings(1_000);
    private final byte[][] payloads =
            IntStream.range(0, READINGS).mapToObj(readings::json).toArray(byte[][]::new);
    private final JsonDecoder decoder = new JsonDecoder();
    private final ValidateStage validate =
            new ValidateStage(RoadChild.settings().get(ValidateConfig.class), decoder, readings.network(), 0);

    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void decode(Blackhole hole) {
        for (byte[] payload : payloads) {
            hole.consume(decoder.decode(payload));
        }
    }

    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void decodeAndValidate(Blackhole hole) {
        for (byte[] payload : payloads) {
            validate.accept(new RawRecord("bench", payload), hole::consume);
        }
    }

    @Test
    void run() throws RunnerException {
        assertThat(decoder.decode(payloads[0])).isInstanceOf(Decoded.Fields.class);
        new Runner(new OptionsBuilder()
                        .include(ValidateBenchmark.class.getName())
                        .forks(2)
                        .warmupIterations(3)
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .warmupTime(TimeValue.seconds(2))
                        // In place of those of the tests, which compile for quick starts.
                        .jvmArgs("-Xmx512m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders")
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
