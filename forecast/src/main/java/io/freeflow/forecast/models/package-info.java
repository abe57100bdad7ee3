/** What we forecast with, and what it learns as it goes. */
@NullMarked
package io.freeflow.forecast.models;

import org.jspecify.annotations.NullMarked;
