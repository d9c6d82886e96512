package shop.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void countsInWords() {
        assertEquals("the shelf is empty", Report.of(0));
        assertEquals("1 item on the shelf", Report.of(1));
        assertEquals("3 items on the shelf", Report.of(3));
    }
}
