package dev.slipway.store;

/** The tables, within one transaction. Not kept beyond it. */
public final class Transaction {
    private final RunTable runs;
    private final StepTable steps;
    private final LeaseTable leases;
    private final AuditTable audit;
    private final EvidenceTable evidence;
    private final Releases releases;
    private final ApplicationTable applications;

    Transaction(Sql sql) {
        this.runs = new RunTable(sql);
        this.steps = new StepTable(sql);
        this.leases = new LeaseTable(sql);
        this.audit = new AuditTable(sql);
        this.evidence = new EvidenceTable(sql);
        this.releases = new Releases(sql);
        this.applications = new ApplicationTable(sql);
    }

    /** Runs of plans. */
    public RunTable runs() {
        return runs;
    }

    /** What was begun and done within runs. */
    public StepTable steps() {
        return steps;
    }

    /** Who may write to which scope. */
    public LeaseTable leases() {
        return leases;
    }

    /** The audit chain. */
    public AuditTable audit() {
        return audit;
    }

    /** Evidence and waivers. */
    public EvidenceTable evidence() {
        return evidence;
    }

    /** Deployments. */
    public Releases releases() {
        return releases;
    }

    /** Applications and their public ports. */
    public ApplicationTable applications() {
        return applications;
    }
}
