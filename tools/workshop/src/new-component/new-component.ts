import { componentFile, schemaFile } from './component-files.js';
import type { FamilyPlace } from './family-place.js';
import { familyAliases, familyPlaces } from './families.js';
import { lossNotesFile } from './loss-notes-file.js';
import { partNames } from './names.js';
import { withExport, withRegistration } from './registration.js';

/** What the generator wants to write, by path from the repository's root. */
export interface NewComponent {
  /** Texts of new files and new texts of existing ones. */
  readonly files: ReadonlyMap<string, string>;
  /** Package that holds the component, e.g. `losses`. */
  readonly package: string;
  /** Where the author goes on. */
  readonly source: string;
}

/** A mistake in the command's arguments. */
export class UsageError extends Error {}

const example = 'npm run new -- loss my-loss';

function placeOf(family: string | undefined): FamilyPlace {
  const place = familyPlaces[familyAliases[family ?? ''] ?? family ?? ''];
  if (place !== undefined) return place;
  const known = [...Object.keys(familyPlaces), ...Object.keys(familyAliases)].sort().join(', ');
  throw new UsageError(
    `${family === undefined ? 'Which family?' : `There is no family "${family}".`} Known: ${known}. Example: ${example}`,
  );
}

/**
 * Everything that a new component needs, as texts: class, schema, component, test, a loss's notes, registration, export and changeset.
 *
 * @param read text of a repository file, undefined if there is none
 * @throws UsageError if family or name are not valid, or the component exists
 */
export function newComponent(
  family: string | undefined,
  name: string | undefined,
  read: (file: string) => string | undefined,
): NewComponent {
  const place = placeOf(family);
  if (name === undefined || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(name)) {
    throw new UsageError(`"${name ?? ''}" is no name for a ${place.words}: use kebab-case. Example: ${example}`);
  }
  const names = partNames(name, familyAliases[family ?? ''] ?? family ?? '', place.word);
  const home = `packages/${place.package}`;
  const stem = `${home}/src/${names.type}/${names.file}`;
  if (read(`${stem}.ts`) !== undefined) throw new UsageError(`${stem}.ts exists already: choose another name.`);
  const edited = (file: string, edit: (text: string) => string): readonly [string, string] => [file, edit(read(file) ?? '')];
  const up = place.index.split('/').length === 2 ? '.' : '..';
  return {
    package: place.package,
    source: `${stem}.ts`,
    files: new Map([
      [`${stem}.ts`, place.start.source(names)],
      [`${stem}.schema.ts`, schemaFile(names, place.start.shared)],
      [`${stem}.component.ts`, componentFile(names, place)],
      [`${stem}.test.ts`, place.start.test(names)],
      ...(place.package === 'losses' ? [[`${stem}.md`, lossNotesFile(names)] as const] : []),
      edited(`${home}/src/components.ts`, (text) =>
        withRegistration(text, `${names.camelName}Component`, `./${names.type}/${names.file}.component.js`),
      ),
      edited(`${home}/${place.index}`, (text) => withExport(text, names.className, `${up}/${names.type}/${names.file}.js`)),
      [
        `.changeset/new-${place.package}-${names.file}.md`,
        `---\n'@ecm/${place.package}': minor\n---\n\nAdds the ${place.words} \`${names.type}\`.\n`,
      ],
    ]),
  };
}
