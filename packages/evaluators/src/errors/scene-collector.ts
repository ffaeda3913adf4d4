import type { MatchedCategory, MatchObserver } from '../matching/category-evaluator.js';
import type { JudgedScene } from './judged-scene.js';
import { JudgedDetections, JudgedTruths } from './judged-scene.js';

type Columns = Record<string, Int32Array | Float64Array | Uint8Array>;

/** Keeps all detections and objects that count, with what became of them at the lowest IoU threshold. */
export class SceneCollector implements MatchObserver {
  readonly #detections: { category: number; columns: Columns }[] = [];
  readonly #truths: { category: number; columns: Columns }[] = [];

  category(category: number, { detections, truths, hits, ignored, partners, order }: MatchedCategory): void {
    const found = new Uint8Array(truths.count);
    const scores = new Float64Array(truths.count);
    for (let d = 0; d < detections.count; d++) {
      if ((hits[d] & 1) === 0) continue;
      found[partners[d]] = 1;
      scores[partners[d]] = detections.scores[d];
    }
    const judged = order.slice(0, detections.count).filter((d) => (ignored[d] & 1) === 0);
    const { rows, images, x, y, width, height, areas } = detections;
    const columns = { rows, images, scores: detections.scores, x, y, width, height, areas };
    const right = Uint8Array.from(judged, (d) => hits[d] & 1);
    this.#detections.push({
      category,
      columns: { ...pick(columns, judged), right, categories: new Int32Array(judged.length).fill(category) },
    });
    const counted = Int32Array.from({ length: truths.count }, (_, g) => g).filter((g) => (truths.ignored[g] & 1) === 0);
    const own = { rows: truths.rows, images: truths.images, x: truths.x, y: truths.y, width: truths.width, height: truths.height };
    this.#truths.push({
      category,
      columns: { ...pick({ ...own, found, scores }, counted), categories: new Int32Array(counted.length).fill(category) },
    });
  }

  /** @param categories number of categories @returns everything collected, in ascending order of category */
  scene(categories: number): JudgedScene {
    const detections = joined(this.#detections, new JudgedDetections());
    const truths = joined(this.#truths, new JudgedTruths());
    // What is judged here counts: neither crowds nor ignored.
    truths.crowd = new Uint8Array(truths.count);
    return {
      detections,
      truths,
      detectionStarts: startsOf(detections.categories, categories),
      truthStarts: startsOf(truths.categories, categories),
    };
  }
}

function pick(columns: Columns, places: Int32Array): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      const picked = emptyLike(column, places.length);
      places.forEach((place, i) => {
        picked[i] = column[place];
      });
      return [name, picked];
    }),
  );
}

function joined<T extends JudgedDetections | JudgedTruths>(parts: { category: number; columns: Columns }[], target: T): T {
  parts.sort((a, b) => a.category - b.category);
  const count = parts.reduce((sum, { columns }) => sum + columns['images'].length, 0);
  const columns: Columns = {};
  let at = 0;
  for (const part of parts) {
    for (const [name, column] of Object.entries(part.columns)) {
      columns[name] ??= emptyLike(column, count);
      columns[name].set(column, at);
    }
    at += part.columns['images'].length;
  }
  return Object.assign(target, columns, { count });
}

function emptyLike(column: Columns[string], length: number): Columns[string] {
  if (column instanceof Float64Array) return new Float64Array(length);
  return column instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length);
}

function startsOf(categories: Int32Array, size: number): Int32Array {
  const starts = new Int32Array(size + 1);
  for (const category of categories) starts[category + 1]++;
  for (let c = 0; c < size; c++) starts[c + 1] += starts[c];
  return starts;
}
