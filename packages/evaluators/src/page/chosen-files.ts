import { UserError } from '@ecm/core';

import { byId } from './element.js';
import { fileKind } from './file-kind.js';

/** The files to evaluate: chosen by a click, or dropped anywhere on the page and sorted by what is in them. */
export class ChosenFiles {
  #truth: File | undefined;
  #results: readonly File[] = [];
  readonly #onChange: (problem?: unknown) => void;

  /** @param onChange called after every change, with the problem if a file is of no use */
  constructor(onChange: (problem?: unknown) => void) {
    this.#onChange = onChange;
    for (const id of ['truth-input', 'results-input']) {
      const input = byId(id, HTMLInputElement);
      input.addEventListener('change', () => {
        void this.take([...(input.files ?? [])]);
      });
    }
    this.#listenToDrops();
  }

  get groundTruth(): File | undefined {
    return this.#truth;
  }

  get results(): readonly File[] {
    return this.#results;
  }

  /** Sorts files into ground truth and results; new results replace the old ones. */
  async take(files: readonly File[]): Promise<void> {
    const problems: unknown[] = [];
    const results: File[] = [];
    for (const file of files) {
      try {
        const kind = await fileKind(file);
        if (kind === 'ground-truth') this.#truth = file;
        else if (kind === 'results') results.push(file);
        else throw new UserError(`${file.name}: this is neither an annotation file, { … }, nor a result file, [ … ].`);
      } catch (problem) {
        problems.push(problem);
      }
    }
    if (results.length > 0) this.#results = results;
    this.#show();
    this.#onChange(problems[0]);
  }

  #show(): void {
    const fill = (part: string, files: readonly File[]): void => {
      if (files.length === 0) return;
      byId(`${part}-name`, HTMLElement).textContent = files.map((file) => `${file.name} (${sizeText(file.size)})`).join(', ');
      byId(`${part}-drop`, HTMLElement).classList.add('full');
    };
    fill('truth', this.#truth === undefined ? [] : [this.#truth]);
    fill('results', this.#results);
  }

  #listenToDrops(): void {
    document.addEventListener('dragover', (event) => {
      event.preventDefault();
      document.body.classList.add('dragging');
    });
    document.addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) document.body.classList.remove('dragging');
    });
    document.addEventListener('drop', (event) => {
      event.preventDefault();
      document.body.classList.remove('dragging');
      void this.take([...(event.dataTransfer?.files ?? [])]);
    });
  }
}

function sizeText(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}
