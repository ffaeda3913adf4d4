import type { RecordId } from '../annotations/record-id.js';
import { recordId } from '../annotations/record-id.js';
import type { RawRecord } from '../annotations/records.js';

interface Found {
  readonly present: Set<RecordId>;
  readonly crowded: Set<RecordId>;
}
const nothing: Found = { present: new Set(), crowded: new Set() };

/** Which classes each image of a file has, and how often each class occurs: collected from its records in any order. */
export class ImageClasses {
  readonly #categories: RecordId[] = [];
  readonly #found = new Map<RecordId, Found>();
  readonly #images = new Map<RecordId, number>();
  readonly #instances = new Map<RecordId, number>();

  addCategory(record: RawRecord): void {
    this.#categories.push(recordId(record['id']));
  }

  addAnnotation(record: RawRecord): void {
    const [image, category] = [recordId(record['image_id']), recordId(record['category_id'])];
    let found = this.#found.get(image);
    if (found === undefined) this.#found.set(image, (found = { present: new Set(), crowded: new Set() }));
    if (!found.present.has(category)) this.#images.set(category, this.imageCount(category) + 1);
    found.present.add(category);
    if (record['iscrowd'] === 1) found.crowded.add(category);
    this.#instances.set(category, this.instanceCount(category) + 1);
  }

  /** @returns classes that the file knows, but the image does not have */
  absent(image: RecordId): RecordId[] {
    const { present } = this.#found.get(image) ?? nothing;
    return this.#categories.filter((id) => !present.has(id));
  }

  /** @returns classes of which the image has crowd regions */
  crowded(image: RecordId): RecordId[] {
    return [...(this.#found.get(image) ?? nothing).crowded];
  }

  imageCount(category: RecordId): number {
    return this.#images.get(category) ?? 0;
  }

  instanceCount(category: RecordId): number {
    return this.#instances.get(category) ?? 0;
  }
}
