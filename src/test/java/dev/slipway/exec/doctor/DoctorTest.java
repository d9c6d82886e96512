package dev.slipway.exec.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.exec.process.Processes;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
    @Test
    void saysOfEachThingWhetherItIsHereAndWhatItsAbsenceDisables() throws Exception {
        List<Doctor.Offer> offers = new Doctor(new Processes()).examine();
        assertThat(offers).anyMatch(o -> o.thing().startsWith("JDK ") && o.present());
        assertThat(offers).extracting(Doctor.Offer::thing).contains("mvn", "node", "docker", "cores", "memory");
        assertThat(offers)
                .filteredOn(o -> !o.present())
                .allMatch(o -> !o.disables().isEmpty());
    }
}
