import type { ComponentSchema, ConfigProblem, TypedConfig } from '@ecm/core';
import { ConfigError } from '@ecm/core';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

import type { Catalogue } from './catalogue.js';
import { describeProblem } from './describe-problem.js';
import { findSlots } from './find-slots.js';

const ajv = new Ajv2020({ allErrors: true, useDefaults: true, strict: true, strictRequired: false, allowUnionTypes: true, verbose: true });
ajv.addVocabulary(['x-slot']);

const compiled = new WeakMap<ComponentSchema, ValidateFunction>();

function validatorOf(schema: ComponentSchema): ValidateFunction {
  const known = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, known);
  return known;
}

/** A checked config with every default filled in, and what is wrong with it. */
export interface Validated<T> {
  readonly config: T;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Checks a value against a schema and every slot in it (`x-slot`) against the schema of the component that it names.
 *
 * @param path JSON pointer of the value in the config
 * @returns a copy with defaults filled in; all problems at once
 */
export function validate<T>(value: T, schema: ComponentSchema, catalogue: Catalogue, path: string): Validated<T> {
  const config = structuredClone(value);
  const validator = validatorOf(schema);
  const problems = validator(config) ? [] : (validator.errors ?? []).map((error) => describeProblem(error, path));
  for (const slot of findSlots(schema, config, path)) {
    const filled = validateSlot(slot.config, slot.family, catalogue, slot.path);
    slot.replace(filled.config);
    problems.push(...filled.problems);
  }
  return { config, problems };
}

/** Checks the config of one slot, with the slots inside it. */
export function validateSlot<T extends TypedConfig>(config: T, family: string, catalogue: Catalogue, path: string): Validated<T> {
  try {
    const component = catalogue.find(family, config.type, path);
    return validate(config, component.schema, catalogue, path);
  } catch (error) {
    if (error instanceof ConfigError) return { config, problems: error.problems };
    throw error;
  }
}
