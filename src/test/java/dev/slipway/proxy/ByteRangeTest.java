package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteRangeTest {
    @Test
    void readsOneRangeAndTakesAnythingElseForTheWhole() {
        assertThat(ByteRange.of("bytes=0-9", 100)).isEqualTo(new ByteRange(0, 10));
        assertThat(ByteRange.of("bytes=90-", 100)).isEqualTo(new ByteRange(90, 10));
        assertThat(ByteRange.of("bytes=90-1000", 100)).isEqualTo(new ByteRange(90, 10));
        assertThat(ByteRange.of("bytes=-10", 100)).isEqualTo(new ByteRange(90, 10));
        assertThat(ByteRange.of("bytes=-1000", 100)).isEqualTo(new ByteRange(0, 100));
        for (String whole : new String[] {"", "bytes=-", "bytes=0-1,3-4", "items=0-1", "bytes=a-b"}) {
            assertThat(ByteRange.of(whole, 100)).as(whole).isEqualTo(new ByteRange(0, 100));
        }
        assertThat(ByteRange.of(null, 100)).isEqualTo(new ByteRange(0, 100));
        for (String none : new String[] {"bytes=100-", "bytes=-0", "bytes=5-4"}) {
            assertThat(ByteRange.of(none, 100).length()).as(none).isEqualTo(-1);
        }
    }
}
