import { UserError } from '@ecm/core';

import type { EvaluationProgress } from '../browser/evaluate-blobs.js';
import { evaluateInWorker } from '../browser/evaluate-in-worker.js';
import { ChosenFiles } from './chosen-files.js';
import { byId } from './element.js';
// Inlined, so that the page works from the disk, where no other file may be loaded.
import EvaluationWorker from './evaluation-worker.js?worker&inline';
import { OptionsForm } from './options-form.js';
import { resultView } from './result-view.js';

const STAGES = { 'ground-truth': 'reading the ground truth', results: 'reading the results', evaluating: 'evaluating' } as const;

const evaluateButton = byId('evaluate', HTMLButtonElement);
const cancelButton = byId('cancel', HTMLButtonElement);
const progressRow = byId('progress', HTMLElement);
const bar = byId('bar', HTMLProgressElement);
const stage = byId('stage', HTMLElement);
const error = byId('error', HTMLElement);
const resultList = byId('results', HTMLElement);
const options = new OptionsForm();
const files = new ChosenFiles((problem) => {
  evaluateButton.disabled = files.groundTruth === undefined || files.results.length === 0;
  showProblem(problem);
});
let running: AbortController | undefined;

function showRunning(is: boolean): void {
  evaluateButton.hidden = is;
  cancelButton.hidden = progressRow.hidden = !is;
}

function showProblem(problem: unknown): void {
  error.hidden = problem === undefined;
  error.textContent = problem instanceof Error ? problem.message : String(problem);
}

function showProgress({ stage: name, bytes, totalBytes }: EvaluationProgress): void {
  if (name === 'evaluating') bar.removeAttribute('value');
  else bar.value = bytes / Math.max(totalBytes, 1);
  stage.textContent = STAGES[name];
}

async function evaluate(): Promise<void> {
  const { groundTruth, results } = files;
  if (groundTruth === undefined || results.length === 0) return;
  running = new AbortController();
  showRunning(true);
  resultList.replaceChildren();
  showProblem(undefined);
  showProgress({ stage: 'ground-truth', bytes: 0, totalBytes: 1 });
  try {
    const control = { signal: running.signal, onProgress: showProgress };
    const found = await evaluateInWorker(() => new EvaluationWorker(), { groundTruth, results, ...options.read() }, control);
    resultList.replaceChildren(...found.map(resultView));
  } catch (problem) {
    if (!(problem instanceof UserError && running.signal.aborted)) showProblem(problem);
  } finally {
    running = undefined;
    showRunning(false);
  }
}

byId('form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void evaluate();
});
cancelButton.addEventListener('click', () => {
  running?.abort();
});
