import { evaluateBlobs } from './evaluate-blobs.js';
import type { WorkerAnswer, WorkerTask } from './worker-messages.js';
import { failure } from './worker-messages.js';

/** What a worker listens and answers with; `self` in the module of a Web Worker. */
export interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkerTask>) => void) | null;
  postMessage(message: WorkerAnswer): void;
}

/** Makes a Web Worker answer `evaluateInWorker`: the one call in its module, `answerEvaluations(self)`. */
export function answerEvaluations(scope: WorkerScope): void {
  scope.onmessage = ({ data }) => {
    void answer(data, (message) => {
      scope.postMessage(message);
    });
  };
}

async function answer(task: WorkerTask, post: (message: WorkerAnswer) => void): Promise<void> {
  try {
    const results = await evaluateBlobs(task, {
      onProgress: (progress) => {
        post({ kind: 'progress', progress });
      },
    });
    post({ kind: 'done', results });
  } catch (cause) {
    post(failure(cause));
  }
}
