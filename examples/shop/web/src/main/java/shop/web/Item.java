package shop.web;

/** Something on the shelf. */
public record Item(long id, String name, int priceCents) {}
