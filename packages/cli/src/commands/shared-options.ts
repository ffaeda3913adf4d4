import { Option } from '@commander-js/extra-typings';
import { type JsonObject, parseOverride } from '@ecm/config';

/** Collects repeated `--set /a/b=value` options into one record. */
export function collectOverride(text: string, before: JsonObject): JsonObject {
  return { ...before, ...parseOverride(text) };
}

/** `--plugin`, for components from outside. */
export function pluginOption(): Option<'--plugin <module...>', undefined, string[]> {
  return new Option('--plugin <module...>', 'packages or files that export more components').default([] as string[]);
}
