import type { GroundTruthBuilder } from '../../ground-truth/ground-truth-builder.js';
import { CROWD_FLAG, IGNORE_FLAG } from '../../ground-truth/ground-truth-table.js';
import type { RecordScanner } from './record-scanner.js';
import { ROW } from './record-scanner.js';
import type { KnownMembers, Place, RecordTemplate } from './record-template.js';
import { PlaceKind } from './record-template.js';
import type { RowReceiver } from './row-scanner.js';

/** Slots of a row; kernels/rows.ts names the last four. */
const Slot = {
  ...{ id: 0, imageId: 1, categoryId: 2, area: 3, box: 4, ignore: 8, crowd: 9 },
  ...{ placeStart: 10, placeEnd: 11, valuesEnd: 12, partsEnd: 13 },
} as const;

/** What polygons are kept as; numbered as in kernels/polygons.ts. */
const [PLACES, GRID, SINGLES] = [0, 1, 2];

const { id, number, polygons } = PlaceKind;

/** Puts annotations that a scanner has read into columns. */
export class AnnotationRows implements RowReceiver {
  readonly members: KnownMembers = new Map<string, readonly Place[]>([
    ['id', [{ kind: id, slot: Slot.id }]],
    ['image_id', [{ kind: id, slot: Slot.imageId }]],
    ['category_id', [{ kind: id, slot: Slot.categoryId }]],
    ['area', [{ kind: number, slot: Slot.area }]],
    ['bbox', [0, 1, 2, 3].map((i) => ({ kind: number, slot: Slot.box + i }))],
    ['ignore', [{ kind: number, slot: Slot.ignore }]],
    ['iscrowd', [{ kind: number, slot: Slot.crowd }]],
    ['segmentation', [{ kind: polygons, slot: Slot.placeStart }]],
  ]);
  readonly required: readonly number[] = [Slot.id, Slot.imageId, Slot.categoryId, Slot.area];
  readonly #builder: GroundTruthBuilder;
  readonly #box = new Float64Array(4);
  #hasPlaces = false;

  constructor(builder: GroundTruthBuilder) {
    this.#builder = builder;
  }

  prepare(scanner: RecordScanner, { places }: RecordTemplate): void {
    const slots: readonly number[] = places.map(({ slot }) => slot);
    if (!slots.includes(Slot.box)) for (let i = 0; i < 4; i++) scanner.presetSlot(Slot.box + i, NaN);
    this.#hasPlaces = slots.includes(Slot.placeStart);
    const { segmentations, segmentationNumbers } = this.#builder;
    scanner.set({ polygonKind: segmentations !== undefined ? GRID : segmentationNumbers !== undefined ? SINGLES : PLACES });
  }

  take(scanner: RecordScanner, toOffset: number, expected: (rows: number) => number | undefined): void {
    const { annotations, segmentationRanges } = this.#builder;
    const { rows, rowCount } = scanner;
    const needed = annotations.count + rowCount;
    annotations.reserve(needed, expected(needed));
    segmentationRanges?.reserve(needed, expected(needed));
    for (let at = 0; at < ROW * rowCount; at += ROW) {
      const flags = (rows[at + Slot.ignore] !== 0 ? IGNORE_FLAG : 0) | (rows[at + Slot.crowd] !== 0 ? CROWD_FLAG : 0);
      for (let i = 0; i < 4; i++) this.#box[i] = rows[at + Slot.box + i];
      annotations.push(rows[at], rows[at + Slot.imageId], rows[at + Slot.categoryId], rows[at + Slot.area], this.#box, flags);
      const start = rows[at + Slot.placeStart];
      if (this.#hasPlaces) segmentationRanges?.push(start + toOffset, rows[at + Slot.placeEnd] - start);
      else segmentationRanges?.push(0, 0);
    }
    this.#takePolygons(scanner, rows, expected);
  }

  #takePolygons(scanner: RecordScanner, rows: Float64Array, expected: (rows: number) => number | undefined): void {
    const { segmentations, segmentationNumbers } = this.#builder;
    let valuesFrom = 0;
    let partsFrom = 0;
    const integers = scanner.valuesAs(Int32Array, 4);
    const singles = scanner.valuesAs(Float32Array, 4);
    const { parts } = scanner;
    if (rows.length > 0) segmentations?.reserve(rows[rows.length - ROW + Slot.valuesEnd] / 4, expected);
    for (let at = 0; at < rows.length; at += ROW) {
      const valuesTo = rows[at + Slot.valuesEnd] / 4;
      const partsTo = rows[at + Slot.partsEnd] / 4;
      segmentations?.addUpsampledRow(integers, valuesFrom, valuesTo);
      segmentationNumbers?.addSinglesRow(singles, valuesFrom, parts, partsFrom, partsTo);
      valuesFrom = valuesTo;
      partsFrom = partsTo;
    }
  }
}
