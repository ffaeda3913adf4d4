import { SeededRandom } from '@ecm/core';
import { expect, it } from 'vitest';

import { equalityAssigner, wholeSampler } from '../fake-parts.test-support.js';
import { sampleRegions } from './sample-regions.js';

const truth = { boxes: Float32Array.of(0, 0, 10, 10, 5, 5, 9, 9), labels: Int32Array.of(7, 3) };
const proposals = Float32Array.of(1, 1, 2, 2, 5, 5, 9, 9);
const random = new SeededRandom('test');

it('puts ground truths in front, each assigned to itself', () => {
  const sampled = sampleRegions(proposals, truth, { assigner: equalityAssigner, sampler: wholeSampler(true) }, random);
  expect([...sampled.boxes]).toEqual([0, 0, 10, 10, 5, 5, 9, 9, 5, 5, 9, 9, 1, 1, 2, 2]);
  expect([...sampled.positives.labels]).toEqual([7, 3, 3]);
  expect([...sampled.positives.truthIndices]).toEqual([0, 1, 1]);
  expect([...sampled.positiveIsTruth]).toEqual([1, 1, 0]);
  expect([...sampled.positiveTruths]).toEqual([0, 0, 10, 10, 5, 5, 9, 9, 5, 5, 9, 9]);
});

it('leaves them out where the sampler does not ask for them', () => {
  const sampled = sampleRegions(proposals, truth, { assigner: equalityAssigner, sampler: wholeSampler(false) }, random);
  expect([...sampled.boxes]).toEqual([5, 5, 9, 9, 1, 1, 2, 2]);
  expect([...sampled.positiveIsTruth]).toEqual([0]);
});

it('manages without proposals and without ground truths', () => {
  const parts = { assigner: equalityAssigner, sampler: wholeSampler(true) };
  const none = { boxes: new Float32Array(0), labels: new Int32Array(0) };
  expect(sampleRegions(new Float32Array(0), none, parts, random).boxes).toHaveLength(0);
  expect([...sampleRegions(new Float32Array(0), truth, parts, random).positives.labels]).toEqual([7, 3]);
  expect([...sampleRegions(proposals, none, parts, random).boxes]).toEqual([...proposals]);
});
