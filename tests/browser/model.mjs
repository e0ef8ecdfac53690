// A language model for tests, as llama.cpp and Ollama speak: it says sentences of its sources again, word for word, the
// later ones first; translates by writing letters in capitals; and can be told to fail, or to wait until it is let go.
import { createServer } from "node:http";

export async function openModel() {
  let hold = null, failing = false;
  const asked = [];
  const items = ({ sentences }, translates) => {
    if (translates) return sentences.map(({ n, text }) => ({ n, text: text.toUpperCase() }));
    return sentences.slice(1, 4).reverse().map(({ n, text }) => ({ text, cites: [n] }));
  };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    if (request.method !== "POST") return response.end(JSON.stringify({ data: [{ id: "parrot" }] }));
    const { messages, stream } = JSON.parse(body);
    asked.push(body);
    if (hold) await hold.promise;
    if (failing) return response.writeHead(400).end('{"error":{"message":"out of order"}}');
    const content = JSON.stringify({ items: items(JSON.parse(messages.at(-1).content), messages[0].content.startsWith("You translate")) });
    const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
    if (!stream) return response.end(JSON.stringify({ choices: [{ message: { content }, finish_reason: "stop" }], usage }));
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
    response.end(`data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: "stop" }], usage })}\n\ndata: [DONE]\n\n`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${server.address().port}`,
    asked,
    settings: { OCTAVO_PROVIDER_KIND: "openai", OCTAVO_PROVIDER_URL: `http://127.0.0.1:${server.address().port}`, OCTAVO_PROVIDER_MODEL: "parrot" },
    hold: () => (hold = Promise.withResolvers?.() ?? (() => { let resolve; const promise = new Promise((r) => (resolve = r)); return { promise, resolve }; })()),
    go: () => { hold?.resolve(); hold = null; },
    fail: (does) => (failing = does),
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}
