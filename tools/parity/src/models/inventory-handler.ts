import type { Parameter } from '@ecm/core/model';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { caseOf, numberCase } from '../networks/map-cases.js';
import { hasPartsOf } from '../networks/part-builder.js';
import { translateDetector } from '../networks/translate/detector.js';
import type { ReferenceDetector } from '../networks/translate/reference-model.js';
import { GoldenDetector } from './golden-detector.js';
import type { GoldenImages } from './golden-images.js';
import type { ModelGolden } from './model-golden.js';

/** Columns key, PyTorch shape, type, trainable (null: buffer), factor of the learning rate, weight decay. */
type InventoryRow = readonly [key: string, shape: readonly number[], type: string, trainable: boolean | null, ...optimizer: unknown[]];

interface InventoryGolden {
  readonly columns: readonly string[];
  readonly parameters: number;
  readonly trainable: number;
  readonly rows: readonly InventoryRow[];
}

/** Compares names, shapes and trainability of all parameters of a full-size detector. */
export const inventoryHandler: GoldenHandler = {
  matches: (file) => (file.read() as Partial<InventoryGolden>).columns?.[0] === 'key' && nameOf(file) !== undefined,
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const golden = file.read() as InventoryGolden;
    const detector = build(file, context);
    if (detector === undefined) return;
    const { parameters } = detector;
    const isParameter = (parameter: Parameter) => !parameter.name.includes('running_');
    const sizeOf = (list: readonly Parameter[]) => list.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    yield numberCase('parameters', sizeOf(parameters.all.filter(isParameter)), golden.parameters, 0);
    yield numberCase('trainable parameters', sizeOf(parameters.trainable), golden.trainable, 0);
    const wanted = new Map(golden.rows.filter(([key]) => !isLeftOut(key)).map((row) => [row[0], row]));
    const own = new Map(parameters.all.map((parameter) => [parameter.name, parameter]));
    for (const [key, [, shape, , trainable]] of wanted) yield caseOf(key, difference(own.get(key), shape, trainable === true));
    const extra = [...own.keys()].filter((key) => !wanted.has(key));
    yield caseOf('no other names', extra.length === 0 ? undefined : extra.join(', '));
    detector.dispose();
  },
};

/** Counters that the toolbox does not keep as parameters: of batch norms, and of losses (they are in the losses' states). */
function isLeftOut(key: string): boolean {
  return key.endsWith('num_batches_tracked') || key.includes('.loss_cls.');
}

interface InventoryName {
  readonly family: string;
  readonly depth: number;
  readonly loss: string;
  readonly classes: number | undefined;
}

/** Files are named `<family>-r<depth>-<loss>`, with the number of classes if it is not that of LVIS. */
function nameOf({ path }: GoldenFile): InventoryName | undefined {
  const found = /(mask|faster|cascade)-r(\d+)-([a-z0-9]*[a-z][a-z0-9]*)(?:-(\d+))?\.json$/.exec(path);
  if (found === null) return undefined;
  const [, family, depth, loss, classes] = found as readonly string[] as readonly [string, string, string, string, string?];
  return { family, depth: Number(depth), loss, classes: classes === undefined ? undefined : Number(classes) };
}

function build(file: GoldenFile, context: ParityContext): GoldenDetector | undefined {
  const name = nameOf(file);
  if (name === undefined) return undefined;
  const { config, about } = modelLike(name, context);
  const model = config.model as ReferenceDetector;
  const own = translateDetector({ ...model, backbone: { ...model.backbone, depth: name.depth } });
  if (own === undefined || !hasPartsOf(own)) return undefined;
  const { counts } = context.sibling('detectors/images.json').read() as GoldenImages;
  return new GoldenDetector(own, counts[about.counts].slice(0, name.classes ?? about.numClasses), about.setSeed);
}

/** @returns the full-size model of the same family and loss, of the same depth if there is one */
function modelLike({ family, depth, loss }: InventoryName, context: ParityContext): ModelGolden {
  const candidates = [depth, 50, 101].map((own) => `detectors/models/full-${family}-r${own}-${loss}.json`);
  for (const candidate of candidates.slice(0, -1)) {
    try {
      return context.sibling(candidate).read() as ModelGolden;
    } catch {
      // There is no model of this depth; another depth has the same heads.
    }
  }
  return context.sibling(candidates[candidates.length - 1]).read() as ModelGolden;
}

function difference(parameter: Parameter | undefined, shape: readonly number[], trainable: boolean): string | undefined {
  if (parameter === undefined) return 'there is no such parameter';
  const found = parameter.layout.referenceShape(parameter.shape);
  if (String(found) !== String(shape)) return `shape [${String(shape)}] expected, [${String(found)}] found`;
  return parameter.trainable === trainable ? undefined : `trainable ${trainable} expected, ${parameter.trainable} found`;
}
