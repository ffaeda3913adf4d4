import { execFileSync } from 'node:child_process';
import { arch, cpus, hostname, platform, release, totalmem } from 'node:os';

import { tf } from '@ecm/tensor';

/** What a run's numbers may depend on besides its config. */
export interface Environment {
  readonly started: string;
  readonly command: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  readonly backend: string;
  readonly machine: {
    readonly host: string;
    readonly system: string;
    readonly processor: string;
    readonly processors: number;
    readonly memoryBytes: number;
  };
  /** Absent outside of git. */
  readonly git?: { readonly commit: string; readonly changed: boolean };
}

/** What the caller knows about the run. */
export interface EnvironmentGiven {
  readonly now: Date;
  /** Versions of packages by name; Node and tfjs are added. */
  readonly versions: Readonly<Record<string, string>>;
  readonly backend: string;
  /** Folder whose git commit is named; the current one if absent. */
  readonly folder?: string;
}

/** Describes the present machine, versions, commit and command. */
export function describeEnvironment({ now, versions, backend, folder = process.cwd() }: EnvironmentGiven): Environment {
  const processors = cpus();
  const commit = git(folder, 'rev-parse', 'HEAD');
  return {
    started: now.toISOString(),
    command: process.argv,
    versions: { ...versions, node: process.version, tfjs: tf.version.tfjs },
    backend,
    machine: {
      host: hostname(),
      system: `${platform()} ${release()} ${arch()}`,
      processor: processors[0]?.model ?? 'unknown',
      processors: processors.length,
      memoryBytes: totalmem(),
    },
    ...(commit === undefined ? {} : { git: { commit, changed: git(folder, 'status', '--porcelain') !== '' } }),
  };
}

/** @returns what git prints, or undefined if there is no git or no repository */
function git(folder: string, ...command: readonly string[]): string | undefined {
  try {
    return execFileSync('git', command, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
