/** Settings: one record for each stage, read from a file, the environment and flags. */
@NullMarked
package io.freeflow.app.config;

import org.jspecify.annotations.NullMarked;
