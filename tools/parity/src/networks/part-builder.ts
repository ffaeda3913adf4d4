import { backbonesComponents } from '@ecm/backbones';
import type { AnyComponent, ClassStatistics, TypedConfig } from '@ecm/core';
import { ClassStatisticsToken } from '@ecm/core';
import { MaskTargetsToken } from '@ecm/core/model';
import { detectorsComponents } from '@ecm/detectors';
import { headsComponents } from '@ecm/heads';
import { lossesComponents } from '@ecm/losses';
import { necksComponents } from '@ecm/necks';
import { ContainerBuilder } from '@ecm/runtime';
import { maskTargets, targetsComponents } from '@ecm/targets';

import { fixedFederatedLossComponent } from './fixed-federated-loss.js';

const components: readonly AnyComponent[] = [
  ...backbonesComponents,
  ...necksComponents,
  ...targetsComponents,
  ...lossesComponents,
  ...headsComponents,
  ...detectorsComponents,
  fixedFederatedLossComponent,
];

const types = new Set(components.map((component) => component.type));

/** Builds parts of detectors as the toolbox does, for classes with the given numbers of training objects. */
export function partBuilder(counts: readonly number[]): ContainerBuilder {
  const builder = new ContainerBuilder(components);
  builder.provide(MaskTargetsToken, maskTargets);
  builder.provide(ClassStatisticsToken, statisticsOf(counts));
  return builder;
}

/** Whether every part that a config names exists, in all its slots. */
export function hasPartsOf(config: TypedConfig): boolean {
  const slots = Object.values(config).filter(
    (value): value is TypedConfig => typeof value === 'object' && value !== null && 'type' in value,
  );
  return types.has(config.type) && slots.every(hasPartsOf);
}

function statisticsOf(counts: readonly number[]): ClassStatistics {
  return {
    categories: counts.map((_, index) => ({ id: index + 1, name: `class ${index + 1}` })),
    instanceCounts: Float64Array.from(counts),
    imageCounts: Float64Array.from(counts),
    annotatedImages: counts.reduce((sum, count) => sum + count, 0),
  };
}
