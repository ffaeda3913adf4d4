import type { PartNames } from '../names.js';
import type { PartStart } from '../part-start.js';

/** Members that a class must have to fulfil a contract. */
type RequiredMember<Contract> = {
  [Name in keyof Contract]-?: object extends Pick<Contract, Name> ? never : Name;
}[keyof Contract];

/** The members of a contract by kind; the compiler notices when the contract changes. */
export type Members<Contract> = {
  readonly [Name in RequiredMember<Contract>]: Contract[Name] extends (...values: never) => unknown ? 'method' : 'value';
};

/** A contract as a skeleton needs it. */
export interface SkeletonRequest<Contract> {
  /** Where the contract comes from. */
  readonly entry: '@ecm/core' | '@ecm/core/model';
  /** Name of the interface. */
  readonly contract: string;
  readonly members: Members<Contract>;
  /** What it is, e.g. `neck`. */
  readonly words: string;
}

/** A class with all members of its contract, which say that they are not written yet. */
export function skeleton<Contract>({ entry, contract, members, words }: SkeletonRequest<Contract>): PartStart {
  const heads = Object.entries<string>(members).map(([name, kind]) =>
    kind === 'method' ? `${name}(): ReturnType<${contract}['${name}']>` : `get ${name}(): ${contract}['${name}']`,
  );
  return {
    source: (names) => skeletonSource(`import type { ${contract} } from '${entry}';`, contract, heads, words, names),
    test: skeletonTest,
  };
}

function skeletonSource(
  imports: string,
  contract: string,
  heads: readonly string[],
  words: string,
  { className, type }: PartNames,
): string {
  return `${imports}

/** The ${words} \`${type}\`: say what it does, with shapes, units and source. */
export class ${className} implements ${contract} {
  readonly #factor: number;

  constructor({ factor }: { readonly factor: number }) {
    this.#factor = factor;
  }
${heads.map((head) => `\n  ${head} {\n    return this.#unwritten();\n  }\n`).join('')}
  #unwritten(): never {
    throw new Error(\`${className} (factor \${this.#factor}) is not written yet.\`);
  }
}
`;
}

/** Test of a part that is not written yet. */
export function skeletonTest({ className, camelName, file, type }: PartNames): string {
  return `import { expect, it } from 'vitest';

import { ${camelName}Component } from './${file}.component.js';
import { ${className} } from './${file}.js';

it('is built from its options', () => {
  expect(${camelName}Component.type).toBe('${type}');
  expect(new ${className}({ factor: 1 })).toBeInstanceOf(${className});
});
`;
}
