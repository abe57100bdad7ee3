package io.freeflow.serve;

/** The server cannot listen where it should. The message is meant for a person. */
public final class PortTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PortTakenException(ServeConfig config, Throwable cause) {
        super(
                "cannot listen on " + config.host() + ":" + config.port()
                        + ": another program has the port, or the address is not of this machine;"
                        + " stop the other one or set serve.port",
                cause);
    }
}
