/** Marks on settings records, read by the configuration loader. */
@NullMarked
package io.freeflow.core.config;

import org.jspecify.annotations.NullMarked;
