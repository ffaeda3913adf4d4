import { DataError } from '@ecm/core';

import { BoxColumns } from './box-columns.js';
import { ClassFlags } from './class-flags.js';
import { expandBoxes, isExpanded } from './expand-boxes.js';
import type { OpenImagesCategory, OpenImagesTable, OpenImagesTruthOptions } from './open-images-table.js';
import { ancestorsOf, descendantsOf } from './relatives.js';

/** Id of an image: text in csv files and UniDet's JSON, a number in files of the COCO form; a bigint beyond 2^53. */
export type ImageId = string | number | bigint;

/** Takes classes, images, boxes and image-level labels in any order and makes a table of them. */
export class OpenImagesTableBuilder {
  readonly #facts: Pick<OpenImagesTable, 'source' | 'units' | 'complete'>;
  readonly #categories: OpenImagesCategory[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #listed: boolean[] = [];
  readonly #sizes: number[] = [];
  /** Categories here are ids. */
  readonly #boxes = new BoxColumns();
  /** Label rows in threes: image, id of the class, 1 for present. */
  readonly #labels: number[] = [];
  readonly #aliases = new Map<string, string>();
  #numeric = true;
  #lastId: ImageId = '';
  #lastNumber = -1;

  /** @param facts see the table; `complete` says that every image is added */
  constructor(facts: Pick<OpenImagesTable, 'source' | 'units' | 'complete'>) {
    this.#facts = facts;
  }

  addCategory(category: OpenImagesCategory): void {
    this.#categories.push(category);
  }

  /** @param width in pixels, NaN if it is not known */
  addImage(id: ImageId, width = NaN, height = NaN): void {
    const image = this.#image(id);
    this.#listed[image] = true;
    if (Number.isNaN(width)) return;
    this.#sizes[2 * image] = width;
    this.#sizes[2 * image + 1] = height;
  }

  /** Gives an image a second id, by which results may name it too. */
  addAlias(id: ImageId, alias: string): void {
    this.#aliases.set(alias, String(id));
  }

  addBox(imageId: ImageId, categoryId: number, groupOf: boolean, x1: number, y1: number, x2: number, y2: number): void {
    this.#boxes.push(this.#image(imageId), categoryId, Number(groupOf), x1, y1, x2, y2);
  }

  /** @param present whether annotators have seen the class on the image, or seen that it is not there */
  addLabel(imageId: ImageId, categoryId: number, present: boolean): void {
    this.#labels.push(this.#image(imageId), categoryId, Number(present));
  }

  /**
   * The classes of an image's boxes are verified on it, whatever its labels say.
   *
   * @throws DataError if a row names an image that was not added, or there are no classes
   */
  finish({ hierarchy, expandLabels = true, onlyImagesWithBoxes = false }: OpenImagesTruthOptions = {}): OpenImagesTable {
    const { source } = this.#facts;
    if (this.#categories.length === 0) throw new DataError(source, '', 'the ground truth has no classes.');
    this.#refuseUnlisted();
    const categories = this.#categories;
    const ancestors = hierarchy === undefined ? undefined : ancestorsOf(hierarchy, categories);
    const descendants = hierarchy === undefined || !expandLabels ? undefined : descendantsOf(hierarchy, categories);
    const placeOf = new Map(categories.map(({ id }, place) => [id, place]));

    const order = this.#order(onlyImagesWithBoxes);
    const places = new Int32Array(this.#ids.length).fill(-1);
    order.forEach((image, place) => (places[image] = place));
    const known = this.#knownBoxes(places, placeOf);
    const expand = ancestors !== undefined && !isExpanded(known, order.length, ancestors);
    const boxes = expand ? expandBoxes(known, ancestors) : known;

    const verified = new ClassFlags(order.length, categories.length);
    for (let row = 0; row < boxes.count; row++) verified.set(boxes.images[row], boxes.categories[row]);
    let leftOutLabels = 0;
    for (let at = 0; at < this.#labels.length; at += 3) {
      const image = places[this.#labels[at]];
      const category = placeOf.get(this.#labels[at + 1]);
      if (category === undefined) leftOutLabels++;
      if (category === undefined || image < 0) continue;
      verified.set(image, category);
      const others = this.#labels[at + 2] === 1 ? ancestors : descendants;
      if (expandLabels) for (const other of others?.(category) ?? []) verified.set(image, other);
    }
    return {
      ...this.#facts,
      complete: this.#facts.complete && !onlyImagesWithBoxes,
      imageIds: order.map((image) => this.#ids[image]),
      sizes: Float64Array.from(order.flatMap((image) => [this.#sizes[2 * image], this.#sizes[2 * image + 1]])),
      aliases: this.#aliases,
      categories,
      verified,
      boxes: {
        count: boxes.count,
        images: boxes.images.slice(0, boxes.count),
        categories: boxes.categories.slice(0, boxes.count),
        corners: boxes.corners.slice(0, 4 * boxes.count),
        groupOf: Uint8Array.from(boxes.values.subarray(0, boxes.count)),
      },
      expanded: expand,
      leftOut: { boxes: this.#boxes.count - known.count, labels: leftOutLabels },
    };
  }

  /** Numbers of the images that are judged, by ascending id: texts by code unit, numbers as numbers. */
  #order(onlyWithBoxes: boolean): number[] {
    const withBoxes = new Uint8Array(this.#ids.length);
    for (let row = 0; row < this.#boxes.count; row++) withBoxes[this.#boxes.images[row]] = 1;
    const judged = [...this.#ids.keys()].filter((image) => !onlyWithBoxes || withBoxes[image] === 1);
    const keys: readonly (string | bigint)[] = this.#numeric ? this.#ids.map(BigInt) : this.#ids;
    return judged.sort((a, b) => (keys[a] < keys[b] ? -1 : 1));
  }

  /** Boxes of listed classes, with places of images and classes. */
  #knownBoxes(places: Int32Array, placeOf: ReadonlyMap<number, number>): BoxColumns {
    const known = new BoxColumns();
    for (let row = 0; row < this.#boxes.count; row++) {
      const category = placeOf.get(this.#boxes.categories[row]);
      if (category !== undefined) known.copy(this.#boxes, row, places[this.#boxes.images[row]], category);
    }
    return known;
  }

  #refuseUnlisted(): void {
    const image = this.#listed.indexOf(false);
    if (image >= 0)
      throw new DataError(this.#facts.source, `image ${this.#ids[image]}`, 'an annotation names it, but "images" does not list it.');
  }

  #image(id: ImageId): number {
    // Rows of an image mostly follow one another.
    if (id === this.#lastId && this.#lastNumber >= 0) return this.#lastNumber;
    const text = String(id);
    let number = this.#numbers.get(text);
    if (number === undefined) {
      this.#numeric &&= typeof id === 'bigint' || Number.isInteger(id);
      number = this.#ids.push(text) - 1;
      this.#numbers.set(text, number);
      this.#listed.push(!this.#facts.complete);
      this.#sizes.push(NaN, NaN);
    }
    this.#lastId = id;
    return (this.#lastNumber = number);
  }
}
