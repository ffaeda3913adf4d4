import type { TestProgress, TrainingProgressReport } from '@ecm/engine';

/** Hears how a run goes on; commands show it. */
export interface RunListener {
  /** Something worth a line. */
  note?(line: string): void;
  training?(progress: TrainingProgressReport): void;
  testing?(progress: TestProgress): void;
}
