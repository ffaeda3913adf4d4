import type { PartNames } from '../names.js';
import type { PartStart } from '../part-start.js';

/** A part of which only the contract is known. */
export interface Contract {
  /** Where the contract's types come from. */
  readonly entry: '@ecm/core' | '@ecm/core/model';
  /** The interface; absent if the family's service has no name. */
  readonly name?: string;
  /** Other types that the members name. */
  readonly types: readonly string[];
  /** Heads of the required members, as a class writes them. */
  readonly members: readonly string[];
  /** What it is, e.g. `neck`. */
  readonly words: string;
}

/** A class whose members say that they are not written yet. */
export function skeleton(contract: Contract): PartStart {
  return { source: (names) => skeletonSource(contract, names), test: skeletonTest };
}

function skeletonSource({ entry, name, types, members, words }: Contract, { className, type }: PartNames): string {
  const body = members.map((member) => `\n  ${member} {\n    return this.#unwritten();\n  }\n`).join('');
  const imported = [...(name === undefined ? [] : [name]), ...types].sort().join(', ');
  return `import type { ${imported} } from '${entry}';

/** The ${words} \`${type}\`: say what it does, with shapes, units and source. */
export class ${className}${name === undefined ? '' : ` implements ${name}`} {
  readonly #factor: number;

  constructor({ factor }: { readonly factor: number }) {
    this.#factor = factor;
  }
${body}
  #unwritten(): never {
    throw new Error(\`${className} (factor \${this.#factor}) is not written yet.\`);
  }
}
`;
}

function skeletonTest({ className, camelName, file, type }: PartNames): string {
  return `import { expect, it } from 'vitest';

import { ${camelName}Component } from './${file}.component.js';
import { ${className} } from './${file}.js';

it('is built from its options', () => {
  expect(${camelName}Component.type).toBe('${type}');
  expect(new ${className}({ factor: 1 })).toBeInstanceOf(${className});
});
`;
}
