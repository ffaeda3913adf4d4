#!/usr/bin/env node
// Stands beside the sources, not in dist: npm links `ecm` when it installs, and in a fresh clone nothing is compiled then.
import { existsSync } from 'node:fs';

const program = new URL('../dist/bin.js', import.meta.url);
if (existsSync(program)) await import(program.href);
else {
  console.error('ecm is not compiled yet. Run: npm run build');
  process.exitCode = 1;
}
