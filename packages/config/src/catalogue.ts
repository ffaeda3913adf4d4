import type { AnyComponent } from '@ecm/core';
import { ConfigError } from '@ecm/core';

import { childPointer } from './json-pointer.js';
import { didYouMean } from './nearest-name.js';

/** All known components, by family and type. */
export class Catalogue {
  readonly #byFamily = new Map<string, Map<string, AnyComponent>>();

  /** @throws ConfigError if two components of a family share a type name */
  constructor(components: readonly AnyComponent[]) {
    for (const component of components) {
      const family = component.family.name;
      const types = this.#byFamily.get(family) ?? new Map<string, AnyComponent>();
      if (types.has(component.type)) {
        throw new ConfigError([
          { path: '', message: `Two components of family ${family} are called "${component.type}". Rename one of them.` },
        ]);
      }
      this.#byFamily.set(family, types.set(component.type, component));
    }
  }

  /** Family names in alphabetical order. */
  get families(): readonly string[] {
    return [...this.#byFamily.keys()].sort();
  }

  /** Components of a family in alphabetical order of their types. */
  components(family: string): readonly AnyComponent[] {
    const types = this.#byFamily.get(family) ?? new Map<string, AnyComponent>();
    return [...types.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
  }

  /**
   * @param path JSON pointer of the slot, for the message
   * @throws ConfigError naming the known types and the nearest one
   */
  find(family: string, type: string, path: string): AnyComponent {
    const component = this.#byFamily.get(family)?.get(type);
    if (component !== undefined) return component;
    const known = this.components(family).map((candidate) => candidate.type);
    const list = known.length === 0 ? 'No component of this family is loaded; is a plugin missing?' : `Known: ${known.join(', ')}.`;
    throw new ConfigError([
      { path: childPointer(path, 'type'), message: `unknown ${family} "${type}". ${didYouMean(type, known)}${list}` },
    ]);
  }
}
