import { answerEvaluations } from '../browser/answer-evaluations.js';

answerEvaluations(self);
