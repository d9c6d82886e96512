package dev.slipway.store;

import java.util.Optional;

/**
 * The audit chain as a whole. A record changed, removed, inserted or moved breaks it at that place; a tail that was cut, or an
 * older database put back, shows against the head that this machine remembers in a file. Who can rewrite database and file
 * alike is not caught here: that needs an anchor elsewhere.
 */
public final class Audit {
    private Audit() {}

    /** What verifying found. */
    public sealed interface Checked {
        /**
         * Whole, from the first record to the head.
         *
         * @param head hash of the last record
         */
        record Whole(long records, String head) implements Checked {}

        /**
         * Not whole.
         *
         * @param seq number of the first record that cannot be trusted
         */
        record Broken(long seq, String why) implements Checked {}
    }

    /** Walks the whole chain. */
    public static Checked verify(Database database) {
        // Read first: written after each commit, the file is never ahead of what a later transaction sees.
        AuditHead.Remembered remembered = database.auditHead().read();
        return database.inSnapshot(tx -> verify(tx, remembered));
    }

    private static Checked verify(Transaction tx, AuditHead.Remembered remembered) {
        Optional<AuditTable.Head> head = tx.audit().head();
        if (head.isEmpty()) {
            return new Checked.Broken(0, "the database has lost the head of the chain");
        }
        var walk = new Walk(head.get(), remembered);
        tx.audit().stream(walk::accept);
        return walk.end();
    }

    /** The walk along the chain. */
    private static final class Walk {
        private final AuditTable.Head head;
        private final AuditHead.Remembered remembered;
        private long seq;
        private String hash = AuditRecord.ZERO;
        private Optional<Checked> broken = Optional.empty();

        Walk(AuditTable.Head head, AuditHead.Remembered remembered) {
            this.head = head;
            this.remembered = remembered;
        }

        boolean accept(AuditRecord r) {
            if (seq == head.seq()) {
                return check(false, seq + 1, "a record follows that the head does not know");
            }
            long expected = seq + 1;
            boolean ok = check(r.seq() == expected, expected, "the record is missing")
                    && check(r.previousHash().equals(hash), expected, "it does not follow the record before it")
                    && check(r.hash().equals(expectedHash(r)), expected, "it was changed")
                    && check(!contradicts(r), expected, "it is not the record this machine remembers");
            seq = r.seq();
            hash = r.hash();
            return ok;
        }

        private boolean contradicts(AuditRecord r) {
            return remembered instanceof AuditHead.Remembered.Reached(AuditTable.Head known)
                    && known.seq() == r.seq()
                    && !known.hash().equals(r.hash());
        }

        private static String expectedHash(AuditRecord r) {
            try {
                return r.expectedHash();
            } catch (IllegalArgumentException e) {
                return "";
            }
        }

        private boolean check(boolean ok, long at, String why) {
            if (!ok && broken.isEmpty()) {
                broken = Optional.of(new Checked.Broken(at, why));
            }
            return ok;
        }

        Checked end() {
            if (broken.isEmpty()) {
                check(seq == head.seq(), seq + 1, "the chain ends before its head");
            }
            if (broken.isEmpty()) {
                check(hash.equals(head.hash()), Math.max(seq, 1), "the head names another record");
            }
            if (broken.isEmpty()) {
                switch (remembered) {
                    case AuditHead.Remembered.Nothing() ->
                        check(seq == 0, seq, "the file that remembers the head was removed");
                    case AuditHead.Remembered.Unreadable() ->
                        check(false, seq, "the file that remembers the head was changed");
                    case AuditHead.Remembered.Reached(AuditTable.Head known) ->
                        check(known.seq() <= seq, seq + 1, "records up to " + known.seq() + " were there and are gone");
                }
            }
            return broken.orElseGet(() -> new Checked.Whole(seq, hash));
        }
    }
}
