package dev.slipway.pipeline.session;

import dev.slipway.pipeline.flow.Settled;
import java.util.Map;

/**
 * A node that is over, with what its dialect made of it.
 *
 * @param outputs the dialect's own, as {@link JobSession#outputs} gave them; kept in the run file
 */
public record JobReport(Settled settled, Map<String, String> outputs) {
    public JobReport {
        outputs = Map.copyOf(outputs);
    }
}
