import { slot } from '@ecm/core';
import { imagePipelineSchema, loaderSchema } from '@ecm/datasets';
import type { FromSchema } from 'json-schema-to-ts';

/** The outer schema of an experiment: which slots there are, and every value that belongs to no part. */
export const experimentSchema = {
  title: 'Experiment',
  description: 'One run: a model, the data it learns from, a schedule, and how it is judged.',
  type: 'object',
  properties: {
    description: { type: 'string', description: 'What this experiment is for, in a sentence.' },
    source: { type: 'object', description: 'Paper, table and row that this experiment reproduces.', additionalProperties: true },
    expected: {
      type: 'object',
      description: 'Figures to expect, by evaluator; published figures name their paper in `source`.',
      additionalProperties: true,
    },
    plugins: { type: 'array', items: { type: 'string' }, default: [], description: 'Packages or files that export more components.' },
    seed: { type: 'integer', default: 0, minimum: 0, description: 'Seed of start values, sampling and order of images.' },
    backend: {
      enum: ['auto', 'wasm', 'cpu'],
      default: 'auto',
      description: 'Where tensors live; auto takes the fastest that this machine has.',
    },
    model: slot('detector', 'The detector.'),
    pretrained: {
      type: 'object',
      description: 'Weights to start from.',
      properties: {
        file: {
          type: 'string',
          description: 'safetensors or PyTorch file, a run, or a folder of runs, of which the newest is taken; relative to the config.',
        },
        prefix: { type: 'string', default: '', description: 'Text to put in front of the names in the file, e.g. "backbone.".' },
        only: { type: 'array', items: { type: 'string' }, description: 'Takes only names that start with one of these.' },
        drop: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          description: 'Leaves out names that contain one of these: they keep their start values (eqlv2 ckpt_surgery.py: "fc_cls").',
        },
      },
      required: ['file'],
      additionalProperties: false,
    },
    data: {
      type: 'object',
      properties: {
        root: { type: 'string', default: 'data', description: 'Folder of data sets, absolute or relative to the working directory.' },
        train: slot('dataset', 'What is learnt from.'),
        val: slot('dataset', 'What is evaluated on.'),
        sampler: { ...slot('image-sampler', 'Order and repetition of training images.'), default: { type: 'shuffle' } },
        input: { ...imagePipelineSchema, default: {} },
        testScale: {
          type: 'integer',
          minimum: 1,
          default: 800,
          description: 'Testing: length of the shorter side in pixels (LVIS configs of mmdetection).',
        },
        batchSize: { type: 'integer', minimum: 1, default: 2, description: 'Images per training step.' },
        testBatchSize: { type: 'integer', minimum: 1, default: 1, description: 'Images per testing step.' },
        loader: { ...loaderSchema, default: {} },
      },
      required: ['train', 'val'],
      additionalProperties: false,
    },
    schedule: {
      type: 'object',
      properties: {
        steps: { type: 'integer', minimum: 1, description: 'Optimiser steps; wins over epochs.' },
        epochs: { type: 'integer', minimum: 1, description: 'Passes over the sampled training list.' },
        optimizer: slot('optimizer', 'How gradients change parameters.'),
        trainable: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          minItems: 1,
          description: 'Only parameters whose names contain one of these learn, e.g. "fc_cls" for classifier re-training; all if absent.',
        },
        frozen: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          minItems: 1,
          description: 'Parameters whose names contain one of these do not learn.',
        },
        learningRate: { ...slot('learning-rate', 'Factor on the learning rate over time.'), default: { type: 'constant' } },
        clipNorm: {
          type: 'number',
          exclusiveMinimum: 0,
          description:
            'Largest L2 norm of all gradients together, which are scaled alike; or `clipValue`, or no clipping if both are absent.',
        },
        clipValue: {
          type: 'number',
          exclusiveMinimum: 0,
          description: 'Largest magnitude of each element of a gradient; or `clipNorm`, or no clipping if both are absent.',
        },
        accumulate: { type: 'integer', minimum: 1, default: 1, description: 'Batches whose gradients are averaged for one step.' },
        checkpointEvery: { type: 'integer', minimum: 1, default: 500, description: 'Steps between checkpoints.' },
        keepCheckpoints: { type: 'integer', minimum: 1, default: 2, description: 'Newest checkpoints that are kept.' },
        evaluateEvery: { type: 'integer', minimum: 1, description: 'Steps between evaluations; only at the end if absent.' },
        logEvery: { type: 'integer', minimum: 1, default: 10, description: 'Steps between lines of the log.' },
      },
      required: ['optimizer'],
      anyOf: [{ required: ['steps'] }, { required: ['epochs'] }],
      not: { required: ['clipNorm', 'clipValue'] },
      additionalProperties: false,
    },
    evaluators: {
      type: 'array',
      items: slot('evaluator', 'A protocol.'),
      minItems: 1,
      default: [{ type: 'lvis' }],
      description: 'How detections on `data.val` are judged.',
    },
  },
  required: ['model', 'data', 'schedule'],
  additionalProperties: false,
} as const;

/** A resolved experiment with every default filled in. */
export type ExperimentConfig = FromSchema<typeof experimentSchema>;
