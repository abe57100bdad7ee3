package io.freeflow.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A property: a test that takes a seed and holds for every one. {@code -Dseed=42} replays one failure. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ParameterizedTest(name = "seed {0}")
@MethodSource("io.freeflow.testkit.Seeds#seeds")
public @interface EverySeed {}
