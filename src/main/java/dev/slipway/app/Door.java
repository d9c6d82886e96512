package dev.slipway.app;

import dev.slipway.base.Caller;
import java.util.function.Supplier;

/**
 * Every use case passes here with its caller: authorise, run. What changes an environment, evidence, an approval, a secret or
 * a setting is put into the audit chain by the transaction that changes it, in {@code store} and {@code journal}; a door that
 * wrote its own record could say that something happened which then did not.
 *
 * <p>First version: the user of the operating system may do all, on the home that only this user can open.
 */
public final class Door {
    private final Caller caller;

    Door(Caller caller) {
        this.caller = caller;
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    /** Runs a use case for the caller. */
    public <T> T enter(UseCase useCase, Supplier<T> work) {
        authorise(useCase);
        return work.get();
    }

    /** What may be asked, by what it can change. */
    public enum UseCase {
        READ,
        SHIP,
        STEER,
        IMPORT_EVIDENCE,
        PURGE
    }

    private void authorise(UseCase useCase) {
        switch (caller.kind()) {
            case HUMAN -> {}
            case AGENT, SERVICE -> {
                if (useCase != UseCase.READ) {
                    throw dev.slipway.base.Problem.no(
                                    caller.principal() + " may not do this",
                                    "only a person at the command line may change an environment in this version",
                                    "ask a person")
                            .asException();
                }
            }
        }
    }
}
