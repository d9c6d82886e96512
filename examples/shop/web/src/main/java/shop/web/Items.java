package shop.web;

import java.sql.SQLException;
import java.util.List;

/** The shelf. */
public interface Items {
    /** Is the table there? Until then the shop is not ready. */
    boolean ready();

    /** All items, by number. */
    List<Item> list() throws SQLException;
}
