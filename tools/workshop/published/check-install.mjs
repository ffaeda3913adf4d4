// Installs @ecm/losses from its tarball, alone, and uses it as published: on every Node that it promises, and in a web page.
import path from 'node:path';

import { ensureChromium, missingChromium } from '../ensure-chromium.mjs';
import { emptyProject, nodeProgram, useInNode } from './empty-project.mjs';

/** The oldest Node that the packages promise, and the newest of the next two long-term releases. */
const nodeVersions = ['20.19.0', '22.23.3', '24.21.0'];

const isCi = Boolean(process.env.CI);

/** This machine has no such program, and no way to get it. */
class Missing extends Error {}

/** Complaints about one place; outside continuous integration, what this machine lacks is told, not counted. */
async function attempt(name, use) {
  try {
    const [version, { loss, reference, backend }] = await use();
    console.log(`@ecm/losses in ${name} ${version} (${backend}): loss ${loss.toFixed(6)}, reference ${reference.toFixed(6)}`);
    return [];
  } catch (error) {
    if (!isCi && error instanceof Missing) {
      console.log(`@ecm/losses in ${name}: not tried. ${error.message}`);
      return [];
    }
    return [`@ecm/losses in ${name}: ${error.message}`];
  }
}

async function inNode(version, folder) {
  const node = await nodeProgram(version).catch((error) => {
    throw new Missing(error.message);
  });
  return useInNode(folder, node);
}

async function inBrowser(folder) {
  const browser = ensureChromium();
  if (browser === undefined) throw new Missing(missingChromium());
  const { useInBrowser } = await import('./use-in-browser.mjs');
  return useInBrowser(folder, browser);
}

/**
 * Tries the published losses.
 *
 * @param tarballs of @ecm/losses and of the packages of this repository that it needs
 * @param folder an existing folder for the project
 * @returns complaints
 */
export async function checkInstall(tarballs, folder) {
  const project = path.join(folder, 'project');
  // npm itself runs on the oldest Node, so that a dependency that promises less is refused.
  const oldest = await nodeProgram(nodeVersions[0]).catch(() => process.execPath);
  try {
    await emptyProject({ folder: project, node: oldest, tarballs });
  } catch (error) {
    return [`@ecm/losses does not install: ${error.message}`];
  }
  const found = await Promise.all(nodeVersions.map((version) => attempt('Node', () => inNode(version, project))));
  return [...found.flat(), ...(await attempt('Chromium', () => inBrowser(project)))];
}
