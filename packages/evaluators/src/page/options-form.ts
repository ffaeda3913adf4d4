import { UserError } from '@ecm/core';

import { defaultOverlap } from '../protocol/default-overlap.js';
import type { EvaluationOptions } from '../protocol/evaluator-types.js';
import type { OverlapKind } from '../rules/evaluation-rules.js';
import { byId, element } from './element.js';
import { PROTOCOL_CHOICES } from './protocol-choices.js';

/** The choices below the files. */
export class OptionsForm {
  readonly #protocol = byId('protocol', HTMLSelectElement);
  readonly #note = byId('protocol-note', HTMLElement);
  readonly #limit = byId('limit', HTMLInputElement);
  readonly #overlaps = [...document.querySelectorAll<HTMLInputElement>('input[name=iou]')];

  constructor() {
    this.#protocol.append(...PROTOCOL_CHOICES.map(({ name, title }) => element('option', { value: name, text: title })));
    this.#protocol.addEventListener('change', () => {
      this.#explain();
    });
    this.#explain();
  }

  /** @throws UserError if nothing is to be compared or a limit is no whole number */
  read(): EvaluationOptions & { readonly protocol: string } {
    const iou = this.#overlaps.filter(({ checked }) => checked).map(({ value }) => value as OverlapKind);
    if (iou.length === 0) throw new UserError('Choose what to compare: boxes, masks or boundaries.');
    const limits = this.#limit.value.split(/[\s,]+/u).filter((text) => text !== '');
    const numbers = limits.map(Number);
    if (!numbers.every(Number.isInteger)) {
      throw new UserError(`Most detections must be whole numbers such as 300, or 1, 10, 100 for COCO, but is "${this.#limit.value}".`);
    }
    return { protocol: this.#protocol.value, iou, ...(numbers.length === 0 ? {} : { maxDetections: numbers }) };
  }

  #explain(): void {
    const protocol = this.#protocol.value;
    this.#note.textContent = PROTOCOL_CHOICES.find(({ name }) => name === protocol)?.note ?? '';
    for (const box of this.#overlaps) box.checked = box.value === defaultOverlap(protocol);
  }
}
