// A bound on what is kept: this is memory, not a database.
export const MAX_NOTES = 1000;

/** Notes in the order they were written. */
export class Notes {
  #all = [];

  /** Keeps a note and returns it with its number; throws a RangeError when it says nothing or too much. */
  add(text) {
    if (typeof text !== "string" || text.trim() === "" || text.length > 500) {
      throw new RangeError("a note has 1 to 500 characters");
    }
    if (this.#all.length >= MAX_NOTES) {
      throw new RangeError(`no more than ${MAX_NOTES} notes are kept`);
    }
    const note = { id: this.#all.length + 1, text: text.trim() };
    this.#all.push(note);
    return note;
  }

  list() {
    return [...this.#all];
  }
}
