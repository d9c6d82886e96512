import dev.slipway.check.Checker;
import dev.slipway.check.Example;
import dev.slipway.check.Rules;
import dev.slipway.exec.files.RepositoryView;
import java.nio.file.Path;
import java.time.LocalDate;

/** How many files a second a warm process checks: walk, read, parse, every rule. Arguments: folder, rounds. */
public final class CheckWarm {
    public static void main(String[] args) {
        Checker checker = Checker.of(Rules.all());
        double best = 0;
        for (int round = 0; round < Integer.parseInt(args[1]); round++) {
            long begin = System.nanoTime();
            var result = checker.check(RepositoryView.of(Path.of(args[0])), Example.NO_MODEL, LocalDate.EPOCH);
            best = Math.max(best, result.files() * 1e9 / (System.nanoTime() - begin));
        }
        System.out.printf("warm: %.0f files a second (best of %s rounds)%n", best, args[1]);
    }
}
