import type { ConfigProblem } from '@ecm/core';
import type { ErrorObject } from 'ajv';

import { didYouMean } from './nearest-name.js';

const said = (value: unknown): string => {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 'nothing' : text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

/** Turns an error of ajv into a path and a sentence with the value found and what is known. */
export function describeProblem(error: ErrorObject, path: string): ConfigProblem {
  return { path: path + error.instancePath, message: sentence(error) };
}

function sentence(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      return `unknown key "${key}". ${didYouMean(key, known)}Known: ${known.join(', ')}.`;
    }
    case 'required':
      return `needs the key "${String(params['missingProperty'])}".`;
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).map(said).join(', ')}, but is ${said(error.data)}.`;
    case 'const':
      return `must be ${said(params['allowedValue'])}, but is ${said(error.data)}.`;
    case 'type':
      return `must be of type ${String(params['type'])}, but is ${said(error.data)}.`;
    case 'not': {
      const { required } = error.schema as { readonly required?: readonly string[] };
      if (required !== undefined) return `has ${required.map(said).join(' and ')}, which exclude each other: keep one of them.`;
      return `is not valid: it is ${said(error.data)}.`;
    }
    default:
      return `${error.message ?? 'is not valid'}, but is ${said(error.data)}.`;
  }
}
