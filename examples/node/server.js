import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { Notes } from "./notes.js";

const MAX_BODY_BYTES = 4096;

function send(response, status, value) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

async function body(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MAX_BODY_BYTES) throw new RangeError("too long");
  }
  return JSON.parse(text);
}

/** The server, not yet listening. */
export function notesServer(notes = new Notes()) {
  return createServer(async (request, response) => {
    try {
      const path = request.url.split("?")[0];
      if (path === "/health") send(response, 200, { status: "ok" });
      else if (path === "/notes" && request.method === "GET") send(response, 200, notes.list());
      else if (path === "/notes" && request.method === "POST") {
        send(response, 201, notes.add((await body(request)).text));
      } else if (path === "/") send(response, 200, { app: "notes", see: "/notes" });
      else send(response, 404, { error: "no such page" });
    } catch (error) {
      send(response, 400, { error: error.message });
    }
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const port = Number(process.env.PORT ?? 3000);
  const server = notesServer();
  server.listen(port, () => console.log(`notes: listening on port ${port}`));
  process.on("SIGTERM", () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}
