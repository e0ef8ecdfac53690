// A publisher of pictures: answers for every host a site asks (its gate is told that all of them are here). The pictures
// are drawn by the browser itself, so that no photograph has to be kept: a sky, hills, noise as of film.
import { createServer } from "node:http";

// { "/one.jpg": { width, height, hue } } -> { port, asked, stop }
export async function openOrigin(browser, wanted) {
  const page = await (await browser.newContext()).newPage();
  const bodies = new Map();
  for (const [path, look] of Object.entries(wanted)) {
    const base64 = await page.evaluate(async ({ width, height, hue }) => {
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext("2d");
      let seed = hue + 1;
      const chance = () => ((seed = (seed * 16807) % 2147483647) / 2147483647);
      const sky = pen.createLinearGradient(0, 0, 0, height);
      sky.addColorStop(0, `hsl(${hue} 60% 42%)`);
      sky.addColorStop(1, `hsl(${hue + 50} 70% 82%)`);
      pen.fillStyle = sky;
      pen.fillRect(0, 0, width, height);
      for (let ridge = 0; ridge < 4; ++ridge) {
        pen.fillStyle = `hsl(${hue + 120} ${35 - ridge * 5}% ${44 - ridge * 10}%)`;
        pen.beginPath();
        pen.moveTo(0, height);
        const from = chance() * 7;
        for (let x = 0; x <= width; x += 8)
          pen.lineTo(x, height * (0.45 + 0.13 * ridge + 0.09 * Math.sin(from + x / (width / (5 + ridge)))));
        pen.lineTo(width, height);
        pen.fill();
      }
      const image = pen.getImageData(0, 0, width, height);
      for (let i = 0; i < image.data.length; i += 4) {
        const grain = (chance() - 0.5) * 22;
        for (let j = 0; j < 3; ++j) image.data[i + j] += grain;
      }
      pen.putImageData(image, 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    }, look);
    bodies.set(path, Buffer.from(base64, "base64"));
  }
  await page.context().close();
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    const body = bodies.get(request.url);
    response.writeHead(body ? 200 : 404, { "content-type": body ? "image/jpeg" : "text/plain" }).end(body ?? "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    asked,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
