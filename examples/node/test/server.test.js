import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { MAX_NOTES, Notes } from "../notes.js";
import { notesServer } from "../server.js";

const server = notesServer();
let base;

before(async () => {
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  base = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

test("is healthy", async () => {
  const answer = await fetch(`${base}/health`);
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { status: "ok" });
});

test("keeps a note", async () => {
  const kept = await fetch(`${base}/notes`, { method: "POST", body: JSON.stringify({ text: " buy rope " }) });
  assert.equal(kept.status, 201);
  assert.deepEqual(await (await fetch(`${base}/notes`)).json(), [{ id: 1, text: "buy rope" }]);
});

test("refuses what is no note", async () => {
  for (const body of ["{}", '{"text":""}', "no json", `{"text":"${"x".repeat(501)}"}`]) {
    assert.equal((await fetch(`${base}/notes`, { method: "POST", body })).status, 400);
  }
  assert.equal((await fetch(`${base}/nothing`)).status, 404);
});

test("keeps a bounded number of notes", () => {
  const notes = new Notes();
  for (let i = 0; i < MAX_NOTES; i++) notes.add("x");
  assert.throws(() => notes.add("x"), RangeError);
});
