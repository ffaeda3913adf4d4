import type { TypedConfig } from './component.js';
import type { Family } from './family.js';
import { createToken } from './token.js';

/** The only function that turns config into objects; components with slots of their own ask for it. */
export interface Builder {
  /**
   * Builds the component that fills a slot.
   *
   * @param config the slot's config, `{ type, … }`
   * @param path JSON pointer of the slot, for messages
   * @param given facts that the family hands to its members
   * @throws ConfigError if the type is unknown or its options are not valid
   */
  build<Service, Given>(family: Family<Service, Given>, config: TypedConfig, path: string, given: Given): Service;
}

/** Token of the builder service. */
export const BuilderToken = createToken<Builder>('builder');
