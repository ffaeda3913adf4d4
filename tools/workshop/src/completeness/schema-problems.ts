import type { AnyComponent } from '@ecm/core';

/** A sentence for everything that a component's schema lacks. */
export function schemaProblems({ family, type, schema }: Pick<AnyComponent, 'family' | 'type' | 'schema'>): string[] {
  const of = `The schema of ${family.name} ${type}`;
  const options = Object.entries((schema['properties'] ?? {}) as Record<string, { readonly description?: string }>);
  const silent = options.filter(([name, option]) => name !== 'type' && (option.description ?? '') === '');
  return [
    ...(['title', 'description'] as const)
      .filter((key) => typeof schema[key] !== 'string' || schema[key] === '')
      .map((key) => `${of} has no ${key}: say in ${key === 'title' ? 'one name' : 'one sentence'} what it is.`),
    ...(schema['additionalProperties'] === false
      ? []
      : [`${of} must say additionalProperties: false, so that misspelt options are noticed.`]),
    ...silent.map(([name]) => `${of} does not describe the option ${name}: say what it does and where its default comes from.`),
  ];
}
