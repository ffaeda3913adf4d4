// Bundles the script of an empty project for browsers and runs it in a page.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const page = `<!doctype html>
<title>losses</title>
<script type="module">
  import { useLosses } from './use-losses.mjs';
  useLosses().then(
    (result) => (window.outcome = { result }),
    (error) => (window.outcome = { error: String(error) }),
  );
</script>
`;

/**
 * Runs `useLosses` in a page that vite has bundled from the project's installed packages.
 *
 * @param program path of a Chromium
 * @returns what `useLosses` found
 * @throws Error with what the page said, if it fails
 */
export async function useInBrowser(folder, program) {
  writeFileSync(path.join(folder, 'index.html'), page);
  mkdirSync(path.join(folder, 'public'), { recursive: true });
  const config = {
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { target: 'es2022', minify: false, chunkSizeWarningLimit: 9000 },
  };
  await build(config);
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
  try {
    const tab = await browser.newPage();
    const said = [];
    tab.on('pageerror', (error) => said.push(error.message));
    await tab.goto(server.resolvedUrls.local[0]);
    await tab.waitForFunction('window.outcome !== undefined', undefined, { timeout: 30_000 }).catch((error) => {
      throw new Error([...said, error.message].join('\n'));
    });
    const { result, error } = await tab.evaluate('window.outcome');
    if (error !== undefined) throw new Error(error);
    return [browser.version(), result];
  } finally {
    await browser.close();
    await server.close();
  }
}
