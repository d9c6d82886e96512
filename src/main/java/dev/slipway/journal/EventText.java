package dev.slipway.journal;

/** An event as four texts, the form in which both journals keep it. */
record EventText(String event, String action, String key, String body) {
    static EventText of(Event event) {
        return switch (event) {
            case Event.Intended(String action, String key, String payload) ->
                new EventText("intended", action, key, payload);
            case Event.Done(String action, String key, String outcome) -> new EventText("done", action, key, outcome);
            case Event.Failed(String action, String key, String why) -> new EventText("failed", action, key, why);
            case Event.State(String action, String state, String summary) ->
                new EventText("state", action, summary, state);
            case Event.Unwinding(String why) -> new EventText("unwinding", "", "", why);
            case Event.Ended(Phase phase, String why) -> new EventText("ended", "", phase.word(), why);
        };
    }

    Event event(RunId run) {
        return switch (event) {
            case "intended" -> new Event.Intended(action, key, body);
            case "done" -> new Event.Done(action, key, body);
            case "failed" -> new Event.Failed(action, key, body);
            case "state" -> new Event.State(action, body, key);
            case "unwinding" -> new Event.Unwinding(body);
            case "ended" -> new Event.Ended(Phase.of(key), body);
            default -> throw new IllegalStateException("unknown event " + event + " in run " + run);
        };
    }
}
