// Makes the evaluator page, one HTML file with everything in it: node packages/evaluators/page/build.mjs [FOLDER]
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'vite';

const root = fileURLToPath(new URL('../src/page/', import.meta.url));

/** Puts scripts and styles into the HTML, because a page on the disk may not load other files as modules. */
const singleFile = {
  name: 'single-file',
  enforce: 'post',
  generateBundle(_, bundle) {
    const [page] = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.html'));
    let html = String(page.source);
    for (const [key, file] of Object.entries(bundle)) {
      if (file === page) continue;
      const escaped = file.fileName.replaceAll('.', String.raw`\.`);
      if (file.type === 'chunk') {
        const code = file.code.replaceAll('</script', String.raw`<\/script`);
        html = html.replace(new RegExp(`<script[^>]*src="[^"]*${escaped}"[^>]*></script>`, 'u'), '');
        html = html.replace('</body>', () => `<script type="module">\n${code}</script>\n  </body>`);
      } else if (file.fileName.endsWith('.css')) {
        html = html.replace(new RegExp(`<link[^>]*href="[^"]*${escaped}"[^>]*>`, 'u'), () => `<style>\n${String(file.source)}</style>`);
      } else continue;
      delete bundle[key];
    }
    page.source = html;
  },
};

/**
 * @param folder where `index.html` is written
 * @returns its path
 * @throws Error if it would need another file
 */
export async function buildPage(folder) {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    base: './',
    resolve: { conditions: ['@ecm/source', 'browser', 'module', 'import', 'default'] },
    worker: { format: 'iife' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', modulePreload: false },
    plugins: [singleFile],
  });
  const file = path.join(folder, 'index.html');
  const outside = /(?:src|href)="(?!data:)[^"]*"/u.exec(readFileSync(file, 'utf8').replaceAll(/<(script|style)[^>]*>[\s\S]*?<\/\1>/gu, ''));
  if (outside !== null) throw new Error(`${file} needs another file: ${outside[0]}`);
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = await buildPage(path.resolve(process.argv[2] ?? fileURLToPath(new URL('../dist/page/', import.meta.url))));
  // On the standard error: `npm pack --json` writes its answer to the standard output.
  console.error(`wrote ${path.relative(process.cwd(), file)}`);
}
