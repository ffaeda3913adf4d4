import { cocoFileName, lvisFileName } from '@ecm/datasets';
import { readSections } from '@ecm/datasets/node';
import type { ClassCount } from '@ecm/report';

/** What a report shows of annotation files besides what an evaluation reads. */
export interface ReportFacts {
  /** File of each image, relative to the folder of the images. */
  readonly fileNames: ReadonlyMap<number, string>;
  /** How often each class occurs in training; undefined if no file says. */
  readonly classes: readonly ClassCount[] | undefined;
}

interface CountedClass extends Omit<ClassCount, 'images' | 'instances'> {
  images: number | undefined;
  instances: number | undefined;
}

/**
 * Reads names of images from the ground truth, and the training counts of classes from the training annotations or, as LVIS writes
 * them there too, from the ground truth.
 */
export async function readReportFacts(groundTruth: string, trainAnnotations: string | undefined): Promise<ReportFacts> {
  const fileNames = new Map<number, string>();
  const classes: CountedClass[] = [];
  await readSections(groundTruth, {
    images: (record) => {
      const name = lvisFileName(record) ?? cocoFileName(record);
      // Ids beyond 2^53 are rounded here, so several images may have the same: rather no picture than another one's.
      if (Number.isSafeInteger(record['id']) && name !== undefined) fileNames.set(Number(record['id']), name);
    },
    categories: (record) => {
      classes.push(countedClass(record));
    },
  });
  const counted = trainAnnotations === undefined ? classes : await countAnnotations(trainAnnotations, classes);
  const known = counted.flatMap(({ images, instances, ...rest }) =>
    images === undefined ? [] : [{ ...rest, images, instances: instances ?? NaN }],
  );
  return { fileNames, classes: known.length === 0 ? undefined : known };
}

function countedClass(record: Readonly<Record<string, unknown>>): CountedClass {
  const { id, name, frequency } = record;
  const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  return {
    id: Number(id),
    name: typeof name === 'string' ? name : String(id),
    ...(frequency === 'r' || frequency === 'c' || frequency === 'f' ? { frequency } : {}),
    images: numberOf(record['image_count']),
    instances: numberOf(record['instance_count']),
  };
}

/** Counts images and objects of each class in annotations. */
async function countAnnotations(file: string, classes: readonly CountedClass[]): Promise<CountedClass[]> {
  const images = new Map(classes.map(({ id }) => [id, new Set<unknown>()]));
  const instances = new Map(classes.map(({ id }) => [id, 0]));
  await readSections(file, {
    annotations: (record) => {
      const id = Number(record['category_id']);
      images.get(id)?.add(record['image_id']);
      instances.set(id, (instances.get(id) ?? 0) + 1);
    },
  });
  return classes.map((entry) => ({ ...entry, images: images.get(entry.id)?.size, instances: instances.get(entry.id) }));
}
