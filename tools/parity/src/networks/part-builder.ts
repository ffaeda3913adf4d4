import { backbonesComponents } from '@ecm/backbones';
import type { AnyComponent, ClassStatistics } from '@ecm/core';
import { ClassStatisticsToken } from '@ecm/core';
import { MaskTargetsToken } from '@ecm/core/model';
import { detectorsComponents } from '@ecm/detectors';
import { headsComponents } from '@ecm/heads';
import { lossesComponents } from '@ecm/losses';
import { necksComponents } from '@ecm/necks';
import { ContainerBuilder } from '@ecm/runtime';
import { maskTargets, targetsComponents } from '@ecm/targets';

/** Builds parts of detectors as the toolbox does, for classes with the given numbers of training objects. */
export function partBuilder(counts: readonly number[], extra: readonly AnyComponent[] = []): ContainerBuilder {
  const builder = new ContainerBuilder([
    ...backbonesComponents,
    ...necksComponents,
    ...targetsComponents,
    ...lossesComponents,
    ...headsComponents,
    ...detectorsComponents,
    ...extra,
  ]);
  builder.provide(MaskTargetsToken, maskTargets);
  builder.provide(ClassStatisticsToken, statisticsOf(counts));
  return builder;
}

function statisticsOf(counts: readonly number[]): ClassStatistics {
  return {
    categories: counts.map((_, index) => ({ id: index + 1, name: `class ${index + 1}` })),
    instanceCounts: Float64Array.from(counts),
    imageCounts: Float64Array.from(counts),
    annotatedImages: counts.reduce((sum, count) => sum + count, 0),
  };
}
