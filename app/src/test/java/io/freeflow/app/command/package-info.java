@NullMarked
package io.freeflow.app.command;

import org.jspecify.annotations.NullMarked;
