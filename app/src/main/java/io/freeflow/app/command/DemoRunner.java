package io.freeflow.app.command;

import io.freeflow.app.config.Settings;

/** Runs all of Freeflow in this process. */
public interface DemoRunner {

    /**
     * Runs until the options say so or somebody stops the process.
     *
     * @return the exit code: 0 when all is well
     */
    int run(DemoOptions options, Settings settings) throws Exception;
}
