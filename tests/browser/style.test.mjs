// How the style page looks, against pictures that are kept (style/*.webp, at half their size): both lights, both
// directions, a phone and a desktop. All text is set in the fonts that the site brings, letters they lack become "x", so
// that no font of the machine is seen. Compared are the mean colours of small tiles: blind for the edges of letters, not
// for a colour or a margin.
//
// OCTAVO_GOLDEN=1 rewrites the pictures: look at the difference before you commit it.
import test from "node:test";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBrowser, openPage, openSite } from "./site.mjs";

const folder = join(import.meta.dirname, "style");
const most = 6; // of 255: how far the mean colour of a tile may be off

const site = await openSite();
const browser = await openBrowser(["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"]);
const desk = await (await browser.newContext()).newPage(); // where pictures are compared
test.after(async () => {
  await browser.close();
  await site.stop();
});

// A screenshot as PNG -> WebP at half its size, in base64.
const halved = (png) => desk.evaluate(async (base64) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
  const canvas = new OffscreenCanvas(image.width >> 1, image.height >> 1);
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality: 0.82 })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}, png.toString("base64"));

// What differs between two pictures, in words; "" nothing.
const difference = (kept, seen) => desk.evaluate(async ([a, b, limit]) => {
  const read = async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/webp;base64,${base64}`)).blob());
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
    pen.drawImage(image, 0, 0);
    return pen.getImageData(0, 0, image.width, image.height);
  };
  const [one, two] = [await read(a), await read(b)];
  if (one.width !== two.width || one.height !== two.height)
    return `it is ${two.width * 2} x ${two.height * 2}, and was ${one.width * 2} x ${one.height * 2}`;
  const size = 8;
  let worst = 0, where = "", tiles = 0;
  for (let y = 0; y + size <= one.height; y += size)
    for (let x = 0; x + size <= one.width; x += size) {
      const sums = [0, 0, 0];
      for (let j = y; j < y + size; ++j)
        for (let i = x; i < x + size; ++i)
          for (let c = 0; c < 3; ++c) {
            const at = (j * one.width + i) * 4 + c;
            sums[c] += two.data[at] - one.data[at];
          }
      const off = Math.max(...sums.map(Math.abs)) / (size * size);
      if (off > limit) ++tiles;
      if (off > worst) [worst, where] = [off, `${x * 2}, ${y * 2}`];
    }
  return tiles ? `${tiles} tiles differ, most (${worst.toFixed(1)}) at ${where}` : "";
}, [kept, seen, most]);

for (const [edition, direction] of [["en-gb", "ltr"], ["ar-ae", "rtl"]])
  for (const colorScheme of ["light", "dark"])
    for (const width of [390, 1280]) {
      const name = `${direction}-${colorScheme}-${width}`;
      test(`the style page looks as it did: ${name}`, async () => {
        const page = await openPage(browser, { bypassCSP: true, colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } });
        await page.goto(`${site.base}/${edition}/style`);
        await page.addStyleTag({ content: "*,::before,::after{font-family:Newsreader!important;letter-spacing:0!important;caret-color:transparent!important}" });
        await page.evaluate(async () => {
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = texts.nextNode(); node; node = texts.nextNode())
            node.data = node.data.replace(/[^\s\u0021-\u007e\u00b7\u00d7\u2013-\u201d]/gu, "x");
          for (const field of document.querySelectorAll("input")) field.placeholder = "";
          for (const image of document.images) image.loading = "eager";
          await Promise.all([...document.images].map((image) => image.decode()));
          await Promise.allSettled([...document.fonts].map((font) => font.load()));
          await document.fonts.ready;
        });
        const seen = await halved(await page.screenshot({ fullPage: true, animations: "disabled" }));
        const file = join(folder, `${name}.webp`);
        if (process.env.OCTAVO_GOLDEN) {
          mkdirSync(folder, { recursive: true });
          writeFileSync(file, Buffer.from(seen, "base64"));
        }
        assert.ok(existsSync(file), "no picture is kept: OCTAVO_GOLDEN=1 takes it");
        const differs = await difference(readFileSync(file).toString("base64"), seen);
        const other = join(tmpdir(), `octavo-style-${name}.webp`);
        if (differs) writeFileSync(other, Buffer.from(seen, "base64"));
        assert.equal(differs, "", `compare ${file} with ${other}; OCTAVO_GOLDEN=1 takes the new one`);
        assert.deepEqual(page.trouble, []);
        await page.context().close();
      });
    }
