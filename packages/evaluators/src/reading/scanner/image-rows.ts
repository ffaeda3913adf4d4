import type { GroundTruthBuilder } from '../../ground-truth/ground-truth-builder.js';
import type { IdListBuilder } from '../../ground-truth/index-lists.js';
import type { RecordScanner } from './record-scanner.js';
import { ROW } from './record-scanner.js';
import type { KnownMembers, Place } from './record-template.js';
import { PlaceKind } from './record-template.js';
import type { RowReceiver } from './row-scanner.js';

/** Slots of a row; a list has two, for its beginning and its end. */
const Slot = { id: 0, height: 1, width: 2, negative: 3, notExhaustive: 5 } as const;

const { id, ids, number } = PlaceKind;

/** Puts images that a scanner has read into a builder. */
export class ImageRows implements RowReceiver {
  readonly members: KnownMembers = new Map<string, readonly Place[]>([
    ['id', [{ kind: id, slot: Slot.id }]],
    ['height', [{ kind: number, slot: Slot.height }]],
    ['width', [{ kind: number, slot: Slot.width }]],
    ['neg_category_ids', [{ kind: ids, slot: Slot.negative }]],
    ['not_exhaustive_category_ids', [{ kind: ids, slot: Slot.notExhaustive }]],
  ]);
  readonly required: readonly number[] = [Slot.id, Slot.height, Slot.width];
  readonly #builder: GroundTruthBuilder;

  constructor(builder: GroundTruthBuilder) {
    this.#builder = builder;
  }

  prepare(): void {
    // Lists that the template does not have stay empty: their ranges are zeros.
  }

  take(scanner: RecordScanner): void {
    const { negative, notExhaustive } = this.#builder;
    const { rows } = scanner;
    const values = scanner.valuesAs(Float64Array, 8);
    for (let at = 0; at < rows.length; at += ROW) {
      pushAll(negative, values, rows[at + Slot.negative] / 8, rows[at + Slot.negative + 1] / 8);
      pushAll(notExhaustive, values, rows[at + Slot.notExhaustive] / 8, rows[at + Slot.notExhaustive + 1] / 8);
      this.#builder.addImage(rows[at], rows[at + Slot.height], rows[at + Slot.width]);
    }
  }
}

function pushAll(list: IdListBuilder, values: Float64Array, start: number, end: number): void {
  for (let i = start; i < end; i++) list.push(values[i]);
}
