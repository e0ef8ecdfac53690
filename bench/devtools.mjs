// Chromium by its DevTools protocol over a pipe, and nothing between: a driver that follows every frame of a page costs a
// slowed-down one .2 to .3 s of what is to be measured. https://chromedevtools.github.io/devtools-protocol/
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--remote-debugging-pipe"];

export async function openChromium() {
  const profile = mkdtempSync(join(tmpdir(), "octavo-chromium-"));
  const running = spawn(process.env.OCTAVO_CHROMIUM ?? "/usr/bin/chromium", [...flags, `--user-data-dir=${profile}`, "about:blank"],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => running.on("exit", resolve));
  const [, , , requests, messages] = running.stdio;
  const waiting = new Map(), listeners = new Set();
  let last = 0, kept = "";
  messages.setEncoding("utf8").on("data", (text) => {
    const whole = (kept + text).split("\0");
    kept = whole.pop();
    for (const one of whole) {
      const message = JSON.parse(one);
      if (!message.id) listeners.forEach((listener) => listener(message));
      else {
        const { resolve, reject } = waiting.get(message.id);
        waiting.delete(message.id);
        message.error ? reject(new Error(`${message.error.message} (${message.error.code})`)) : resolve(message.result);
      }
    }
  });
  running.on("exit", () => waiting.forEach(({ reject }) => reject(new Error("Chromium has ended"))));
  const send = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    requests.write(JSON.stringify({ id: last, method, params, sessionId }) + "\0");
  });

  // A page with a profile of its own, as a phone has it.
  const openPhone = async ({ latency, down, up, slower }) => {
    const { browserContextId } = await send("Target.createBrowserContext");
    const { targetId } = await send("Target.createTarget", { url: "about:blank", browserContextId });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const ask = (method, params) => send(method, params, sessionId);
    const mine = new Set();
    const on = (method, hear) => {
      const listener = (message) => message.sessionId === sessionId && message.method === method && hear(message.params);
      mine.add(listener);
      listeners.add(listener);
    };
    await ask("Emulation.setDeviceMetricsOverride", { width: 390, height: 844, deviceScaleFactor: 2, mobile: true });
    await ask("Emulation.setTouchEmulationEnabled", { enabled: true });
    await ask("Network.enable");
    await ask("Network.setCacheDisabled", { cacheDisabled: true });
    await ask("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: down, uploadThroughput: up });
    await ask("Emulation.setCPUThrottlingRate", { rate: slower });
    await ask("Page.enable");
    const evaluate = async (expression) => {
      const { result, exceptionDetails } = await ask("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(`${exceptionDetails.exception?.description ?? exceptionDetails.text}: ${expression}`);
      return result.value;
    };
    return {
      ask, on, evaluate,
      goto: async (url) => {
        const loaded = new Promise((resolve) => on("Page.loadEventFired", resolve));
        await ask("Page.navigate", { url });
        await loaded;
      },
      tap: async (selector) => {
        const at = await evaluate(`(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()`);
        await ask("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
        await ask("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      },
      close: async () => {
        mine.forEach((listener) => listeners.delete(listener));
        await send("Target.disposeBrowserContext", { browserContextId });
      },
    };
  };
  return {
    openPhone,
    close: async () => {
      await send("Browser.close").catch(() => {});
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
