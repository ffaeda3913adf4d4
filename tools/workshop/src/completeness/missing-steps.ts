import { rowStart } from '../generated/components-page.js';
import type { ComponentFolder, Sources } from './component-folder.js';
import { componentFolders } from './component-folder.js';

/** One step of adding a component: a sentence if it was forgotten. */
type Step = (component: ComponentFolder, sources: Sources) => string | undefined;

const inside = (folder: string, sources: Sources): string[] =>
  [...sources.keys()].filter((file) => file.startsWith(`${folder}/`) && !file.slice(folder.length + 1).includes('/'));

const named: Step = ({ file, name, type, constant }) => {
  if (constant === '') return `${file} exports no constant that ends with Component: write export const …Component = defineComponent….`;
  return type === name ? undefined : `${file} says type: '${type}' in the folder ${name}: folder and type must be the same word.`;
};

const schemaWritten: Step = ({ folder, file }, sources) =>
  inside(folder, sources).some((other) => other.endsWith('.schema.ts'))
    ? undefined
    : `${folder} has no *.schema.ts: write the options of ${file} there.`;

/** A test beside the source, or one of the package that imports from the folder or names the type or the class. */
const tested: Step = ({ folder, home, name, type, constant }, sources) => {
  const className = constant.charAt(0).toUpperCase() + constant.slice(1, -'Component'.length);
  const own = inside(folder, sources).some((file) => file.endsWith('.test.ts'));
  const covers = ([file, text]: readonly [string, string]): boolean =>
    file.startsWith(`${home}/src/`) &&
    file.endsWith('.test.ts') &&
    [`/${name}/`, `'${type}'`, ` ${className}(`].some((word) => text.includes(word));
  return own || [...sources].some(covers) ? undefined : `${folder} has no test: write ${folder}/${name}.test.ts.`;
};

const registered: Step = ({ folder, home, constant }, sources) => {
  const list = `${home}/src/components.ts`;
  const entries = /Components[^=]*= \[([^\]]*)\]/u.exec(sources.get(list) ?? '')?.[1] ?? '';
  return entries.split(/[\s,]+/u).includes(constant) ? undefined : `${folder} is not registered: add ${constant} to the list in ${list}.`;
};

const exported: Step = ({ folder, home, name }, sources) => {
  const entries = [...sources].filter(([file]) => file.startsWith(`${home}/src/`) && /\/src\/(?:[^/]+\/)?index\.ts$/u.test(file));
  return entries.some(([, text]) => new RegExp(`from '\\.{1,2}/(?:[^']*/)?${name}/[^']+'`, 'u').test(text))
    ? undefined
    : `${folder} is not exported: name its class in ${home}/src/index.ts.`;
};

const documented: Step = ({ folder, family, type }, sources) =>
  (sources.get('docs/components.md') ?? '').includes(rowStart(family, type))
    ? undefined
    : `docs/components.md lacks the ${family} ${type} of ${folder}: run npm run generate.`;

const steps: readonly Step[] = [named, schemaWritten, tested, registered, exported, documented];

/** A sentence for each forgotten step of each component. */
export function missingSteps(sources: Sources): string[] {
  return componentFolders(sources).flatMap((component) => steps.flatMap((step) => step(component, sources) ?? []));
}

/** A sentence for each package whose components the composition root does not list. */
export function unlistedPackages(sources: Sources): string[] {
  const root = 'packages/runtime/src/wiring/all-components.ts';
  return [...sources].flatMap(([file, text]) => {
    const list = /^packages\/[^/]+\/src\/components\.ts$/u.test(file) ? /export const (\w+Components)\b/u.exec(text)?.[1] : undefined;
    return list === undefined || (sources.get(root) ?? '').includes(`...${list},`)
      ? []
      : [`${file} is in no run: add ...${list} to ${root}.`];
  });
}
