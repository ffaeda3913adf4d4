// One evaluation of ours: node ours.mjs bbox|segm|fixed|load|polygons GROUND_TRUTH RESULTS [THREADS]; prints one line of JSON.
const [job, groundTruth, results, threads] = process.argv.slice(2);
const { evaluateFiles, readGroundTruth } = await import('@ecm/evaluators/node');
if (job === 'load' || job === 'polygons') {
  const truth = await readGroundTruth(groundTruth, { segmentations: job === 'load' ? 'offsets' : 'numbers' });
  console.log(JSON.stringify({ figures: { annotations: truth.annotations.count } }));
} else {
  const protocol = job === 'fixed' ? { protocol: 'lvis-fixed' } : { iou: [job] };
  const options = { groundTruth, results: [results], ...protocol, ...(threads === undefined ? {} : { threads: Number(threads) }) };
  const [{ summary }] = await evaluateFiles(options);
  console.log(JSON.stringify({ figures: summary }));
}
