package dev.slipway.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Sets every time inside a zip to one moment, in place: nothing is compressed again, sizes and offsets stay. So a jar
 * that a build made twice from the same sources is the same file twice. Layout: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12,
 * 4.3.16 and 4.5.
 */
final class ArchiveTimes {
    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;

    /** 1980-01-01 00:00:00, the first moment of the DOS calendar; the zip epoch. */
    private static final int DOS_TIME = 0;

    private static final int DOS_DATE = (1 << 5) | 1;

    private static final int EXTENDED_TIMESTAMP = 0x5455;
    private static final int NTFS = 0x000a;

    private ArchiveTimes() {}

    /** Whether this was a zip that could be normalised; the bytes of anything else are left as they are. */
    static boolean normalise(byte[] zip) {
        ByteBuffer b = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = endRecord(b);
        if (end < 0) {
            return false;
        }
        int count = Short.toUnsignedInt(b.getShort(end + 10));
        long start = Integer.toUnsignedLong(b.getInt(end + 16));
        // Zip64 and archives with something in front are left alone: rare, and a wrong patch would destroy them.
        if (count == 0xffff || start + 4 > zip.length || !walk(b, count, (int) start, false)) {
            return false;
        }
        return walk(b, count, (int) start, true);
    }

    /** First without writing, to be sure that all is as expected; then writing. */
    private static boolean walk(ByteBuffer b, int count, int start, boolean write) {
        int at = start;
        try {
            for (int i = 0; i < count; i++) {
                if (b.getInt(at) != CENTRAL) {
                    return false;
                }
                int local = b.getInt(at + 42);
                if (local < 0 || b.getInt(local) != LOCAL) {
                    return false;
                }
                int name = Short.toUnsignedInt(b.getShort(at + 28));
                int extra = Short.toUnsignedInt(b.getShort(at + 30));
                int localName = Short.toUnsignedInt(b.getShort(local + 26));
                int localExtra = Short.toUnsignedInt(b.getShort(local + 28));
                if (write) {
                    b.putShort(at + 12, (short) DOS_TIME).putShort(at + 14, (short) DOS_DATE);
                    b.putShort(local + 10, (short) DOS_TIME).putShort(local + 12, (short) DOS_DATE);
                    clearExtra(b, at + 46 + name, extra);
                    clearExtra(b, local + 30 + localName, localExtra);
                }
                at += 46 + name + extra + Short.toUnsignedInt(b.getShort(at + 32));
            }
            return true;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Times hide in two extra fields as well; their first bytes are flags or reserved and stay. */
    private static void clearExtra(ByteBuffer b, int from, int length) {
        int at = from;
        while (at + 4 <= from + length) {
            int id = Short.toUnsignedInt(b.getShort(at));
            int size = Short.toUnsignedInt(b.getShort(at + 2));
            if (at + 4 + size > from + length) {
                return;
            }
            int keep = id == EXTENDED_TIMESTAMP ? 1 : id == NTFS ? 8 : size;
            for (int i = at + 4 + keep; i < at + 4 + size; i++) {
                b.put(i, (byte) 0);
            }
            at += 4 + size;
        }
    }

    private static int endRecord(ByteBuffer b) {
        int last = b.limit() - 22;
        // A comment of at most 65,535 bytes may follow the record.
        for (int at = last; at >= 0 && at >= last - 0xffff; at--) {
            if (b.getInt(at) == END) {
                return at;
            }
        }
        return -1;
    }
}
