package dev.slipway.pipeline.dialect.gitlab.run;

import dev.slipway.pipeline.dialect.gitlab.GitlabPlan.Planned;
import dev.slipway.pipeline.session.Notice;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;

/** What a job will not do here, or do otherwise. */
final class GitlabNotices {
    private GitlabNotices() {}

    static List<Notice> of(Planned job) {
        Node.Mapping node = job.job().node();
        List<Notice> notices = new ArrayList<>();
        node.at("image").ifPresent(i -> {
            String image =
                    i instanceof Node.Scalar s ? s.value() : i.textAt("name").orElse("");
            add(
                    notices,
                    job,
                    Notice.Weight.INFO,
                    "job " + job.job().name() + " runs with this machine's tools instead of image " + image);
        });
        if (!node.listAt("services").isEmpty()) {
            add(
                    notices,
                    job,
                    Notice.Weight.SKIPPED,
                    "services of job " + job.job().name() + " are not started");
        }
        for (String key : List.of("release", "pages", "secrets", "identity", "hooks", "run", "publish")) {
            if (node.get(key).isPresent()) {
                add(
                        notices,
                        job,
                        Notice.Weight.SKIPPED,
                        key + " of job " + job.job().name() + " is not carried out here");
            }
        }
        if (job.job().triggers()) {
            add(
                    notices,
                    job,
                    Notice.Weight.SKIPPED,
                    "job " + job.job().name() + " would start another pipeline; it is not started");
        }
        return notices;
    }

    private static void add(List<Notice> notices, Planned job, Notice.Weight weight, String text) {
        notices.add(new Notice(job.job().place(), weight, text));
    }
}
