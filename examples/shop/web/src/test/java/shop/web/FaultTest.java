package shop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void failsTwentyTwoOfAHundredLists() {
        assertEquals(22, LongStream.range(0, 100).filter(Fault.ERRORS::fails).count());
        assertEquals(0, LongStream.range(0, 100).filter(Fault.NONE::fails).count());
    }
}
