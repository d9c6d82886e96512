package dev.slipway.app.ship;

import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.intent.Intent;
import java.util.List;
import java.util.stream.Stream;

/** Refuses the roles that this version cannot run: a job that is restarted for ever, or a schedule nobody keeps, is worse. */
final class Roles {
    private Roles() {}

    /** @throws SlipwayException (input) naming each service whose role is not built, at the place that gave it the role */
    static void demand(Intent intent) {
        List<Problem> problems =
                intent.services().stream().flatMap(Roles::refused).toList();
        if (!problems.isEmpty()) {
            throw new SlipwayException(problems);
        }
    }

    private static Stream<Problem> refused(Intent.Service service) {
        return switch (service.role().value()) {
            case WEB, STATIC, WORKER -> Stream.empty();
            case CRON ->
                Stream.of(problem(
                        service,
                        "cron",
                        "nothing here keeps its schedule",
                        "run it from the machine's own cron, or let a worker keep the time itself (role: worker)"));
            case JOB ->
                Stream.of(problem(
                        service,
                        "job",
                        "it would have to run once and end before the services that depend on it start",
                        "run it as the first thing of the service that depends on it, or take it out of this file"));
        };
    }

    private static Problem problem(Intent.Service service, String role, String cause, String fix) {
        return new Problem(
                Exit.INPUT,
                "service '" + service.name() + "' has the role " + role + ", which this version cannot run yet",
                service.role().origin().text(),
                cause,
                fix);
    }
}
