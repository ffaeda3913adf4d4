import type { ClassStatistics, Dataset, FrequencyGroup } from '@ecm/core';

import { frequencyGroups } from './frequency-groups.js';

/** Classes and objects of one frequency group. */
export interface GroupSummary {
  readonly classes: number;
  readonly instances: number;
}

/** One class in figures. */
export interface ClassSummary {
  readonly id: number;
  readonly name: string;
  readonly frequency: FrequencyGroup;
  readonly images: number;
  readonly instances: number;
}

/** What a data set holds. */
export interface DatasetSummary {
  readonly name: string;
  readonly images: number;
  readonly annotatedImages: number;
  readonly instances: number;
  readonly instancesPerImage: number;
  /** Distinct classes of an image, on average over all images. */
  readonly classesPerImage: number;
  /** By the `frequency` of the file, else by image count with the limits of LVIS. */
  readonly groups: Readonly<Record<FrequencyGroup, GroupSummary>>;
  /** Classes without any object. */
  readonly emptyClasses: number;
  /** By label. */
  readonly classes: readonly ClassSummary[];
}

/** Counts what a data set holds. */
export function summarizeDataset(dataset: Pick<Dataset, 'name' | 'size' | 'statistics'>): DatasetSummary {
  const statistics = dataset.statistics();
  const classes = classSummaries(statistics);
  const instances = sum(statistics.instanceCounts);
  const group = (name: FrequencyGroup): GroupSummary => {
    const members = classes.filter(({ frequency }) => frequency === name);
    return { classes: members.length, instances: sum(members.map((member) => member.instances)) };
  };
  return {
    name: dataset.name,
    images: dataset.size,
    annotatedImages: statistics.annotatedImages,
    instances,
    instancesPerImage: instances / dataset.size,
    classesPerImage: sum(statistics.imageCounts) / dataset.size,
    groups: { r: group('r'), c: group('c'), f: group('f') },
    emptyClasses: classes.filter((entry) => entry.instances === 0).length,
    classes,
  };
}

function classSummaries({ categories, imageCounts, instanceCounts }: ClassStatistics): readonly ClassSummary[] {
  const groups = frequencyGroups(imageCounts);
  return categories.map(({ id, name, frequency }, label) => ({
    id,
    name,
    frequency: frequency ?? groups[label],
    images: imageCounts[label],
    instances: instanceCounts[label],
  }));
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
